/** How a filter is written, in Markdown. */
export const FILTERS = `A filter leaves only the items whose fields meet its conditions: \`{ "location": "Berlin", "min_salary": { "gte": 30000 } }\`. Conditions on several fields must all hold. \`GET /corpora/{name}\` lists the fields of a corpus.

| Condition | Holds when the field |
|---|---|
| \`"Berlin"\`, \`3\`, \`true\` | equals it; a list: contains it |
| \`{ "any": [a, b] }\` | equals or contains one of them |
| \`{ "all": [a, b] }\` | is a list that contains them all |
| \`{ "not": a }\` | neither equals nor contains it; also where it is missing |
| \`{ "none": [a, b] }\` | neither equals nor contains any of them; also where it is missing |
| \`{ "gt": n }\`, \`{ "gte": n }\` | is a number above n (or n itself), or an ISO 8601 date after it |
| \`{ "lt": n }\`, \`{ "lte": n }\` | is a number below n (or n itself), or an ISO 8601 date before it |
| \`{ "exists": true }\`, \`{ "exists": false }\` | is there and not null; is missing or null |

Conditions on one field can be combined, \`{ "min_salary": { "gte": 30000, "lt": 50000 } }\`. Filters are combined by the names \`all_of\`, \`any_of\` and \`none_of\`, which take lists of filters:
\`{ "any_of": [{ "location": "Berlin" }, { "category": "Health" }] }\`.

- Texts are compared exactly, with their capitals, and nothing is converted: \`"3"\` is not \`3\`.
- Where no item has a number in a field, as with \`"35,00"\`, comparing it with one holds for none; the answer has the warning \`filter_never_holds\`.
- \`"address.city"\` reaches into objects, not into lists of objects.
- A field that is missing or null meets only \`not\`, \`none\` and \`"exists": false\`.
- A date is \`2026-03\`, \`2026-03-01\` or \`2026-03-01T09:30:00Z\`; without a zone it is UTC.
- A field that no item of the corpus has is refused with 400, and a similar known name is suggested.
- \`any\`, \`all\` and \`none\` take up to 1,000 values.
- Numbers are compared as they stand; **amounts in different currencies are not converted**. Beside a condition on a salary put one on its currency:
  \`{ "currency": "EUR", "min_salary": { "gte": 40000 } }\`. An item without the amount does not meet it.`

/** Filters as examples; every one finds something in the jobs that ship with the service. */
export const FILTER_EXAMPLES = [
  { category: { any: ['Health', 'Social Care'] }, currency: 'EUR', min_salary: { gte: 30_000 } },
  { any_of: [{ currency: { any: ['EUR', 'GBP'] } }, { category: 'Health' }] }
]
