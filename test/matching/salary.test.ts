import fc from 'fast-check'
import t from 'tap'
import type { Salary } from '../../src/matching/salary.ts'
import { averageSalary, combinedScore, normalizedSalaries } from '../../src/matching/salary.ts'

const pay = (min: number | null, max: number | null = min, currency: string | null = 'EUR'): Salary => ({ min, max, currency })

t.test('the average is the mean of both bounds, or the one there is', async t => {
  t.same([averageSalary(pay(10, 30)), averageSalary(pay(10, null)), averageSalary(pay(null, 30)), averageSalary(pay(null))], [20, 10, 30, null])
  t.equal(averageSalary(pay(0, 30)), 15, '0 is a bound')
})

t.test('the lowest of a currency is 0, the highest 1, what is in between stands in proportion', async t => {
  t.same(normalizedSalaries([pay(20), pay(40), pay(25, 35), pay(null)]), [0, 1, 0.5, null])
  t.same(normalizedSalaries([pay(20), pay(40), pay(1000, 1000, 'JPY'), pay(3000, 3000, 'JPY'), pay(1500, 1500, ' jpy')]), [0, 1, 0, 1, 0.25])
})

t.test('where all of a currency are equal each is 0.5', async t => {
  t.same(normalizedSalaries([pay(20), pay(20), pay(7, 7, 'GBP')]), [0.5, 0.5, 0.5])
})

t.test('amounts without a currency are compared with each other', async t => {
  t.same(normalizedSalaries([pay(20, 20, null), pay(30, 30, ''), pay(90)]), [0, 1, 0.5])
})

t.test('no jobs have no salaries', async t => {
  t.same(normalizedSalaries([]), [])
})

t.test('the score is 0.7 of meaning and 0.3 of pay, nothing of it where pay is not named', async t => {
  t.same([combinedScore(0.5, 1), combinedScore(0.5, 0), combinedScore(0.5, null), combinedScore(1, 1)].map(score => Math.round(score * 1e6) / 1e6), [0.65, 0.35, 0.35, 1])
})

t.test('any salaries lie within 0 and 1 and in the order of the averages of their currency', async t => {
  const salary = fc.record({ min: fc.option(fc.integer({ min: 0, max: 1e9 })), max: fc.option(fc.integer({ min: 0, max: 1e9 })), currency: fc.constantFrom('EUR', 'USD', null) })
  fc.assert(fc.property(fc.array(salary, { maxLength: 12 }), salaries => {
    const shares = normalizedSalaries(salaries)
    salaries.forEach((a, i) => salaries.forEach((b, j) => {
      const [x, y] = [averageSalary(a), averageSalary(b)]
      if (x === null) return t.equal(shares[i], null)
      if (shares[i]! < 0 || shares[i]! > 1) t.fail(`${shares[i]}`)
      if (y !== null && a.currency === b.currency && x < y && shares[i]! >= shares[j]!) t.fail(`${x} < ${y}`)
    }))
  }))
})
