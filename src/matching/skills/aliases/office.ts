/** The office: documents, money, people, law, selling; the form is told in `alias-table.ts`. */
export const OFFICE = `
# spreadsheet software
(Microsoft) Excel: ms excel, excel spreadsheets, microsoft excel spreadsheets
Google Sheets: gsheets
LibreOffice Calc
Apple Numbers

# word processor
(Microsoft) Word: ms word, winword
Google Docs: gdocs
LibreOffice Writer
Apple Pages
WordPerfect

# presentation software
(Microsoft) PowerPoint: ms powerpoint, power point, ms power point
Google Slides
Keynote: apple keynote
Prezi

# e-mail software
(Microsoft) Outlook: ms outlook
Gmail: google mail
Thunderbird: mozilla thunderbird
Google Calendar

# Microsoft software
Microsoft Access: ms access, access database, access databases
(Microsoft) OneNote: ms onenote

# communication at work
Microsoft Teams: ms teams, teams
SharePoint: microsoft sharepoint, ms sharepoint, sharepoint online
OneDrive: microsoft onedrive
Microsoft Project: ms project
(Microsoft) Visio: ms visio
Microsoft Publisher: ms publisher
Skype: skype for business
Webex: cisco webex
Google Meet

# office software suite
Microsoft Office: ms office, office suite, office 365, microsoft 365, microsoft office 365, ms office suite, microsoft office suite, m365, o365, office365, ms office 365, ms 365, word excel and powerpoint, microsoft office applications, ms office applications

# workflow automation
Power Automate: microsoft power automate, microsoft flow
Power Apps: microsoft power apps, powerapps

# office software suite
Google Workspace: g suite, gsuite, google apps, google suite

# file sharing
Google Drive

# office software suite
LibreOffice: libre office
OpenOffice: open office, apache openoffice


# communication at work
Zoom: zoom meetings
Slack
Notion

# spreadsheets
Spreadsheets: spreadsheet software
Pivot tables: excel pivot tables
VLOOKUP: excel vlookup

# working with a computer
Word processing: text processing
Presentations: presentation skills, presenting, giving presentations
Typing: touch typing, keyboarding, fast typing, typing skills, touch-typing
Computer literacy: computer skills, it literacy, basic computer skills, it skills, basic it skills, pc skills, computer use, basic computer use, digital literacy

# office administration
Office administration: office admin, general office administration
Administration: admin, administrative work, administrative skills, administrative tasks, admin work, clerical work
Administrative assistance: admin assistance, administrative support, admin support
Office management

# filing and records
Filing: document filing, filing documents
Archiving: archiving documents, records archiving
Records management: record management, document and records management
Record keeping: keeping records, recordkeeping, accurate record keeping
Document management: document control, dms, document management systems
Scanning: document scanning, scanning documents
Data archiving
Form filling: completing forms, form completion

# diaries and appointments
Diary management: calendar management, diary keeping, managing diaries, diary planning
Appointment scheduling: scheduling appointments, appointment setting, appointment booking, booking appointments
Minute taking: taking minutes, minutes taking, minute-taking, taking minutes of meetings, writing minutes
Meeting organisation: organising meetings, meeting planning
Travel booking: travel arrangements, booking travel, travel management
Outlook calendar: calendar scheduling
Room booking: booking rooms, meeting room booking
Meeting scheduling: scheduling meetings

# reception and telephone
Reception: front desk, reception work, front desk work, receptionist duties
Switchboard: switchboard operation
Telephone manner: phone manner, telephone skills, phone skills, phone etiquette, telephone etiquette
Visitor reception: greeting visitors, welcoming visitors
Guest relations

# letters and mail
Correspondence: business correspondence, letter writing
Email management: inbox management, e-mail management
Mail handling: post handling, mailroom
Letter drafting: drafting letters
Franking: franking mail

# typing up
Shorthand: stenography
Transcription: audio typing, audio transcription
Photocopying: copying and scanning

# assistance to managers
Personal assistance: pa, pa duties, personal assistant, executive assistance, executive assistant

# editing texts
Proofreading: proof reading
Copy-editing: copyediting, copy editing
Archival research

# project management
Project management: pm, project manager, managing projects
Project coordination: project co-ordination
Programme management: program management
PRINCE2: prince 2, prince2 practitioner
PMP: project management professional
Microsoft Planner: ms planner
Gantt charts: gantt
Scheduling: project scheduling
Milestone tracking
OKRs: objectives and key results, okr
PMO: project management office
CAPM

# organising events
Event planning: event organisation, event organising, event organisation, event management, organising events, planning events
Conference organisation: organising conferences, conference planning
Wedding planning: wedding coordination
Trade shows: exhibitions, trade fairs
Party planning

# management
Stakeholder management: stakeholder engagement
Change management: organisational change management
Risk management: risk assessment and management

# process and quality management
Process improvement: business process improvement, continuous improvement, process optimisation
Business process modelling: bpm, business process management
BPMN: business process model and notation
Six Sigma: lean six sigma
Lean: lean management, lean methods
Kaizen
Quality management: qm, quality management systems, qms
ISO 9001: iso9001, iso 9001:2015
ISO 27001: iso27001, iso/iec 27001
Root cause analysis: rca
SOPs: standard operating procedures, sop, standard operating procedure
Value stream mapping: vsm
ISO 14001: iso14001
ISO 45001: iso45001
CAPA: corrective and preventive action
Statistical process control: spc
Internal quality audits: quality audits

# self-management
Time management: managing time
Multitasking: multi-tasking
Prioritisation: prioritising, setting priorities
Working under pressure: stress resistance, stress tolerance, resilience
Self-motivation: motivation
Independence: working independently, independent working
Initiative: taking initiative

# purchasing
Procurement: purchasing, buying
Contract management: contracts management, contract administration
Supplier management: vendor management
Sourcing: strategic sourcing
Tendering: tender management, tenders
Supplier negotiation
Purchase orders: raising purchase orders
SAP Ariba: ariba
Category management

# facilities
Facilities management: facility management, fm

# speaking and reporting
Public speaking
Report writing: writing reports

# bookkeeping and accounting
Bookkeeping: book keeping, book-keeping, keeping books, bookkeeper
Accounting: accountancy
Financial accounting
Management accounting: managerial accounting, management accounts
Cost accounting

# accounts payable and receivable
Accounts payable: ap, purchase ledger, creditors ledger
Accounts receivable: ar, sales ledger, debtors ledger
General ledger: gl, nominal ledger
Bank reconciliation: bank reconciliations, reconciling bank statements
Account reconciliation: account reconciliations, reconciliations, reconciliation of accounts
Invoicing: billing, raising invoices, sales invoicing, issuing invoices
Invoice processing: processing invoices, purchase invoice processing
Credit control: debt collection, debtor management, collections
Double-entry bookkeeping: double entry

# payroll and wages
Payroll: payroll processing, payroll administration, payroll management, running payroll, salary administration
Payslip preparation: payslips, preparing payslips
Wage calculation: wages, calculating wages
Pension administration: pensions administration

# taxes
VAT: value added tax, value-added tax
VAT returns: vat return, value added tax returns
GST: goods and services tax
Tax returns: tax return preparation, preparing tax returns
Taxation: tax, tax law
PAYE: pay as you earn

# closing the accounts
Year-end accounts: annual accounts, year end accounts, year-end closing, year end closing, annual financial statements
Month-end close: month end close, month-end closing, month end, monthly closing, month end closing

# finance and budgets
Financial reporting
Financial analysis
Financial modelling: finance modelling
Budgeting: budget planning, budgets, budget preparation
Budget management: budget control, budget monitoring
Cash flow management: cashflow management, cash flow, cashflow
Forecasting of cash: cash forecasting, cash flow forecasting
Variance analysis
Profit and loss: p&l, profit and loss management
Investment analysis
Financial planning
Valuation: business valuation
Treasury: treasury management
Credit analysis: credit assessment
Cost control: cost management

# expenses
Petty cash: petty cash handling
Expense management: expenses management, expense reports, expenses processing

# auditing
Auditing: audit, audits
Internal audit: internal auditing
External audit: statutory audit
SOX testing

# accounting standards
IFRS: international financial reporting standards
US GAAP: gaap, generally accepted accounting principles

# accounting qualification
ACCA: association of chartered certified accountants
CIMA: chartered institute of management accountants
CPA: certified public accountant
CFA: chartered financial analyst

# accounting software
Sage: sage accounting, sage 50, sage line 50
Xero
QuickBooks: quick books, intuit quickbooks
DATEV
FreeAgent
Tally: tally erp, tallyprime, tally erp 9
FreshBooks: fresh books
MYOB
Wave: wave accounting
Lexware
Zoho Books
Intacct: sage intacct

# business software ERP
SAP: sap erp
SAP S/4HANA: s/4hana, s4hana, s4 hana, s/4 hana, sap s/4 hana, sap hana s/4
SAP FI/CO: sap fico, fico, sap fi, sap fi co
SAP MM: sap materials management
SAP SD: sap sales and distribution
ERP: enterprise resource planning, erp systems, erp software
(Oracle) NetSuite
Microsoft Dynamics: dynamics 365, microsoft dynamics 365, ms dynamics, ms dynamics 365
Dynamics NAV: navision, microsoft dynamics nav, business central
Workday: workday hcm

# financial compliance
AML: anti-money laundering, anti money laundering
KYC: know your customer

# insurance
Underwriting: insurance underwriting
Claims handling: insurance claims handling, claims processing, claims management

# human resources
Human resources: hr
HR administration: hr admin, personnel administration, human resources administration
Human resource management: hrm, hr management
Compensation and benefits: comp and ben, compensation & benefits
Exit interviews
Absence management: sickness absence management
Disciplinary procedures: disciplinary hearings
SuccessFactors: sap successfactors
BambooHR

# recruitment
Recruitment: recruiting, staff recruitment, hiring
Talent sourcing: candidate sourcing, sourcing candidates
Interviewing candidates: job interviewing, candidate interviews
Applicant tracking systems: ats, applicant tracking system
Headhunting: executive search
Talent acquisition
Onboarding: employee onboarding, induction of staff, staff induction, new starter induction

# human resources
Performance management: performance reviews, performance appraisals, staff appraisals
Employee relations: er, labour relations
Employment law: labour law
HRIS: human resources information system, hr information systems

# training of staff
Training and development: learning and development, l&d, staff development
Staff training: training staff, employee training, training of staff

# leading people
Staff supervision: supervising staff, team supervision, supervision of staff
People management: managing people, staff management, line management, personnel management
Team leadership: leading teams, team leading, leading a team, team leader
Leadership: leadership skills
Team management: managing teams, managing a team

# rota and shift planning
Rota planning: rostering, shift planning, rota management, roster planning, staff scheduling, duty rosters
Workforce planning

# diversity
Diversity and inclusion: d&i, dei, edi, equality diversity and inclusion, diversity equity and inclusion

# coaching
Coaching: coach
Mentoring: mentorship

# customer service
Customer service: customer services, client service, customer care, serving customers
Customer support: client support
Technical support: tech support, it support
Help desk: helpdesk, service desk, it helpdesk
Complaint handling: complaints handling, handling complaints, complaint management, dealing with complaints
Call handling: call answering, answering calls, phone answering, answering phones, call taking
Call centre: call center work, contact centre, call centre work
Live chat: chat support
Customer retention
Customer onboarding
Telephone support: phone support
E-mail support: email support
Client relations: customer relations, customer relationships

# CRM software
CRM: customer relationship management, crm systems, crm software, client relationship management
Microsoft Dynamics CRM: dynamics crm
SugarCRM
Salesforce: salesforce.com, sfdc, salesforce crm
HubSpot: hubspot crm

# service desk software
Zendesk
Freshdesk
ServiceNow: service now
Intercom

# IT service management
ITIL: information technology infrastructure library

# CRM software
Zoho: zoho crm
Pipedrive

# selling
Sales: selling
Cold calling: cold calls
Telesales: telephone sales, telephone selling, phone sales
Telemarketing
Field sales: outside sales, external sales
Inside sales: internal sales
Retail sales: shop sales
B2B sales: business-to-business sales, b2b, business to business sales
B2C sales: business-to-consumer sales, b2c
Account management: key account management, kam, client account management
Business development: biz dev, bd, bizdev
Lead generation: lead gen, generating leads
Negotiation: negotiating, negotiation skills, negotiations
Upselling: up-selling, cross-selling, upselling and cross-selling
Closing sales: closing deals, deal closing
Door-to-door sales: door to door selling, canvassing
Prospecting: sales prospecting
Quoting: preparing quotes, quotations
Product demonstrations: product demos
SaaS sales: software sales
Solution selling: consultative selling

# merchandising
Merchandising: visual merchandising

# stock and inventory
Stocktaking: stock taking, stock counts, stock counting, stock take, stocktakes, inventory counts, inventory counting
Inventory management: stock management, inventory control, stock control, stock keeping
Stock replenishment: shelf stacking, shelf filling, restocking, stacking shelves, shelf stocking
Goods receipt: goods-in, goods in, receiving goods
Cycle counts: cycle counting

# tills and cash
Cash handling: handling cash, cash management at the till
Till operation: till work, cash register, cash register operation, checkout operation, operating a till, cashiering, cashier
POS: point of sale, pos systems, epos, point-of-sale systems, electronic point of sale
Card payments: taking card payments
Cash reconciliation: cashing up, till reconciliation

# marketing
Marketing
Digital marketing: online marketing, internet marketing

# online advertising
SEO: search engine optimisation, search engine optimization
SEM: search engine marketing
PPC: pay-per-click, pay per click, ppc advertising
Google Ads: google adwords, adwords
Facebook Ads: meta ads, facebook advertising
Social media marketing: smm
Social media management: social media, managing social media
LinkedIn Ads
TikTok Ads
Display advertising: banner advertising
Remarketing: retargeting
Influencer marketing
Hootsuite
Buffer

# writing for marketing
Content marketing
Content writing: writing content
Content creation
Copywriting: copy writing, writing copy
SEO writing: seo copywriting
UX writing
Newsletter writing

# e-mail marketing
Email marketing: e-mail marketing, newsletters
Mailchimp: mail chimp
Affiliate marketing

# brand and market
Brand management: branding
Market research: marketing research

# public relations
Public relations: pr
Press releases: press release writing
Community management: online community management

# online retail
E-commerce: ecommerce, electronic commerce, online retail
Conversion rate optimisation: cro
Marketing automation
Customer experience: cx

# law and compliance
GDPR: general data protection regulation, dsgvo, eu gdpr
Data protection: data privacy
Compliance: regulatory compliance

# law
Contract law
Legal research
Paralegal work: paralegal
Conveyancing: property conveyancing
Intellectual property: ip law, ip rights, intellectual property law
Notarial work: notary public
Litigation
Contract drafting: drafting contracts
Family law
Criminal law
Immigration law
Company law: corporate law
Property law: real estate law
Legal drafting
Mediation
Patent law

# regulation
HIPAA: health insurance portability and accountability act
SOX: sarbanes-oxley, sarbanes oxley
ESG: environmental social and governance
CSR: corporate social responsibility

# personal strengths
Communication: communication skills, communicating, interpersonal communication
Teamwork: team work, team player, working in a team, team working, teamworking
Problem solving: problem-solving skills, solving problems
Organisation: organisational skills, organizational skills, being organised, organising
Attention to detail: detail orientation, detail-oriented, eye for detail
Customer focus: customer orientation
Empathy: being empathetic
Interpersonal skills: people skills
Decision making: decision-making skills
Critical thinking
Analytical skills: analytical thinking
Conflict resolution: conflict management, resolving conflicts, conflict handling
Adaptability: flexibility
Punctuality: being punctual
Reliability: being reliable
Creativity: creative thinking
`
