/** Care, health, children and teaching; the form is told in `alias-table.ts`. */
export const CARE = `
# first aid
First aid: first-aid, firstaid, first aider, first aid certificate, first aid training, first aid certified
First aid at work: faw
Paediatric first aid: pediatric first aid, first aid for children
Burns first aid
Emergency first aid: efaw, emergency first aid at work
Basic first aid
Wilderness first aid

# resuscitation
CPR: cardiopulmonary resuscitation, cardio-pulmonary resuscitation, cpr certificate, cpr certified, cpr certification
BLS: basic life support, bls certificate, bls certification
ALS: advanced life support
ACLS: advanced cardiac life support, advanced cardiovascular life support
PALS: paediatric advanced life support
ILS: immediate life support
AED: defibrillator, defibrillator use, automated external defibrillator, defibrillators, use of defibrillators
Neonatal resuscitation: nls, newborn life support
Airway management
Intubation

# emergency medicine
Triage: patient triage
EMT: emergency medical technician
A&E: accident and emergency, emergency room, er nursing, emergency department, accident & emergency
Ambulance driving
Paramedic care: paramedic, paramedicine
Trauma care
Mass casualty response

# nursing
Nursing: nursing care, nurse
Registered nurse: rn, registered general nurse, rgn
Enrolled nurse: licensed practical nurse, lpn
Nursing assistance: healthcare assistant, hca, nursing assistant, certified nursing assistant, cna, health care assistant
Nursing diagnosis
Community nursing: district nursing
Ward rounds
Bed making
Bedside care
School nursing
Practice nursing
Student nurse mentoring

# specialist nursing
Intensive care: icu, intensive care unit, intensive care nursing, critical care, itu, icu nursing, intensive therapy unit
NICU: neonatal intensive care, neonatal intensive care unit
Paediatric nursing: children's nursing, pediatric nursing
Mental health nursing: psychiatric nursing
Theatre nursing: operating room nursing, perioperative nursing, scrub nursing
Surgical nursing
Oncology nursing: cancer nursing
Emergency nursing: a&e nursing
Stroke care: stroke nursing
Cardiac nursing: cardiac care
Renal nursing
Post-operative care: postoperative care, post-op care
Recovery nursing: pacu, post-anaesthesia care
Neonatal care: newborn care

# midwifery
Midwifery: midwife

# measuring vital signs
Vital signs: vital signs monitoring, taking vital signs, monitoring vital signs, vitals, taking vitals, observations of vital signs
Blood pressure measurement: taking blood pressure, measuring blood pressure, blood pressure monitoring, bp monitoring, blood pressure checks
Blood glucose monitoring: blood sugar monitoring, blood sugar measurement, measuring blood sugar, bgl monitoring
Temperature taking: taking temperatures
Pulse oximetry: oxygen saturation measurement
NEWS2: national early warning score
Fluid balance monitoring: fluid charts
Weight monitoring

# blood samples and injections
Phlebotomy: venepuncture, venipuncture, blood taking, taking blood, blood drawing, drawing blood, taking blood samples, blood draws
Capillary blood sampling: finger prick tests, finger-prick blood sampling
Cannulation: iv cannulation, intravenous cannulation
IV therapy: intravenous therapy, iv infusion, infusion therapy, iv infusions
Injections: giving injections, administering injections
Vaccination: vaccinations, immunisation, immunisations, giving vaccinations
Insulin administration: giving insulin, insulin injections
Blood transfusion: blood transfusions
PICC lines: picc line care
Arterial blood gases: abg

# electrical recordings of the body
ECG: electrocardiogram, ekg, electrocardiography, electrocardiograms
EEG: electroencephalography, electroencephalogram

# wound care
Wound care: wound management, care of wounds
Wound dressing: dressing wounds, changing dressings, dressing changes
Pressure ulcer prevention: pressure sore prevention, bedsore prevention, pressure area care, decubitus prevention
Burns care: burn care
Suturing: stitching wounds
Leg ulcer care: compression bandaging
Bandaging
Vacuum therapy: npwt, negative pressure wound therapy
Tissue viability
Suture removal: removing stitches

# tubes and catheters
Catheter care: urinary catheter care, catheterisation
Stoma care: ostomy care
PEG feeding: enteral feeding, tube feeding, peg care, percutaneous endoscopic gastrostomy
NG tubes: nasogastric tubes, ng tube insertion
Tracheostomy care: trachy care
Suctioning: airway suctioning
Catheter insertion: urinary catheterisation
Enteral tubes
Colostomy care
Enemas
Bowel care

# breathing support
Ventilators: mechanical ventilation, ventilator care
Oxygen therapy: giving oxygen

# giving medication
Medication administration: administering medication, giving medication, administration of medication, administration of medicines, medicine administration, medication management, giving medicines, administering medicines, meds administration, drug administration
Medication prompting: prompting medication
Controlled drugs
MAR charts: medication administration records, medicines administration record
Medication reminders: medicine reminders
Eye drops
Drug calculations: medication calculations
Medicines management
Syringe drivers: syringe driver

# hygiene and infection control
Infection control: infection prevention and control, infection prevention, ipc, infection prevention & control
Aseptic technique: antt, aseptic non-touch technique
Hand hygiene: hand washing, handwashing
PPE in care
Outbreak management
Isolation nursing: barrier nursing
MRSA screening
Waste disposal: clinical waste disposal
Surface disinfection: disinfection

# patient assessment
Patient assessment: assessing patients
Handover: patient handover, shift handover

# palliative care
Palliative care: end-of-life care, end of life care, hospice care
Bereavement support: grief support, bereavement counselling
Pain management: pain relief, pain control
Symptom control: symptom management
Advance care planning
Last offices: care after death

# treatment of patients
Haemodialysis: hemodialysis, dialysis, renal dialysis
Chemotherapy administration: giving chemotherapy
Diabetes care: diabetic care, diabetes management, diabetes support

# health records
Electronic health records: ehr, emr, electronic medical records, electronic patient records, epr, electronic health record
Medical coding: clinical coding
Medical terminology: medical terms
Medical records: patient records

# health education
Health education: patient education

# registration and checks
DBS check: dbs, enhanced dbs, disclosure and barring service, enhanced dbs check, dbs certificate, disclosure and barring service check
NMC registration: nmc pin, nursing and midwifery council registration
HCPC registration: hcpc registered, health and care professions council registration

# personal care
Personal care: personal hygiene care, intimate care, assistance with personal hygiene
Activities of daily living: adl, adls, daily living activities, adl support, activities of daily life
Washing and dressing: bathing and dressing residents, washing and dressing residents, help with washing and dressing
Oral care: mouth care, oral hygiene, oral hygiene support
Shaving
Grooming
Hair washing
Nail cutting
Bed baths: bed bathing
Dressing assistance: help with dressing

# care of older people
Elderly care: care of the elderly, care for the elderly, aged care, caring for the elderly, senior care, eldercare, elder care, geriatric care, caring for older people, care of older people
Home care: domiciliary care, in-home care, care at home, homecare, home help
Residential care: care home work, care homes, care home experience, residential care home
Live-in care: live in care
Respite care: short break care
Day care: day centre work
Reminiscence work: reminiscence therapy
Activities coordination: activity coordination
Falls prevention: fall prevention
Frailty assessment
Sheltered housing

# dementia care
Dementia care: dementia support, care of people with dementia, caring for people with dementia, dementia
Alzheimer's care: alzheimers care
Validation therapy
Memory care
Wandering management

# support of people with disabilities
Disability support: disability care, supporting people with disabilities, disabled care
Learning disabilities: learning disability support, intellectual disability support, intellectual disabilities
Makaton
PECS: picture exchange communication system
Positive behaviour support: pbs
Supported living: supported living work
Wheelchair assistance: wheelchair handling
Epilepsy care: epilepsy awareness
AAC: augmentative and alternative communication
Guide dog training

# planning of care
Care planning: writing care plans, care plan writing, care plan development
Care plans: care plan
Needs assessment: assessing needs
Person-centred care: person centred care, person-centred planning
Discharge planning: hospital discharge planning
Care documentation: nursing documentation, care notes
Care reviews

# moving people
Moving and handling: patient moving and handling, moving and handling of people, patient handling, manual handling of people, moving & handling, people moving and handling
Hoist use: hoisting, using a hoist, patient hoist, hoists, use of hoists, patient lifts
Patient transfers: transferring patients, patient transfer
Transfer board: sliding board transfers
Repositioning: turning patients, patient positioning
Stand aid: stand aids
Ambulation: walking assistance

# personal care
Bathing: assistance with bathing, bathing residents, bathing patients, helping with bathing, washing residents
Feeding assistance: assistance with eating, assisting with feeding, help with eating, assisted feeding
Toileting: toileting assistance, continence support
Continence care: incontinence care
Mobility support: mobility assistance

# help at home
Companionship: keeping company
Shopping for others: shopping assistance
Meal preparation: preparing meals
Escorting to appointments
Befriending
Light housework: housework

# safeguarding
Safeguarding: safeguarding adults and children
Safeguarding adults: adult safeguarding, adult protection, safeguarding vulnerable adults, sova
Safeguarding children: child protection, child safeguarding

# care qualification
Care Certificate
NVQ: national vocational qualification

# care law
Mental Capacity Act: mca

# support of people with disabilities
Autism support: asd support, autism spectrum disorder support, autism care, supporting people with autism

# help at home
Housekeeping: house keeping

# shift work
Night shifts: night work, working nights, nights, night duty

# therapy
Physiotherapy: physical therapy, physio, physiotherapist
Occupational therapy: ot, occupational therapist
Speech and language therapy: speech therapy, slt, speech-language pathology, speech pathology, slp
Hydrotherapy: aquatic therapy
Rehabilitation: rehab
Gait training
Exercise therapy: therapeutic exercise
Manual therapy
Art therapy
Music therapy
Dysphagia management: swallowing assessment
Electrotherapy
Osteopathy
Chiropractic

# psychological therapy
Cognitive behavioural therapy: cbt, cognitive behavior therapy, cognitive behaviour therapy
Dialectical behaviour therapy: dbt therapy
EMDR: eye movement desensitisation and reprocessing
Psychotherapy: psychotherapist
Counselling: counsellor, counseling skills
Motivational interviewing: mi counselling
Applied behaviour analysis: aba, aba therapy
Group therapy: group psychotherapy
Family therapy: systemic therapy
Trauma therapy: trauma-focused therapy
Mindfulness: mindfulness training
Solution-focused therapy
Grief counselling
Couples counselling: couples therapy
Play counselling

# psychological therapy
Psychology: psychologist
Psychiatry: psychiatrist

# crisis and de-escalation
Crisis intervention: crisis support
De-escalation: deescalation, de-escalation techniques
Mental health first aid: mhfa
Suicide prevention: suicide intervention
Breakaway techniques
Physical restraint: restraint
Anger management
PMVA: prevention and management of violence and aggression
Risk assessment of self-harm: self-harm risk assessment

# addiction
Substance misuse: substance abuse, addiction support, substance misuse support, drug and alcohol support
Harm reduction
Needle exchange
Relapse prevention
Alcohol counselling
Detox support: detoxification

# massage
Massage: massage therapy, masseur
Sports massage
Reflexology
Lymphatic drainage
Swedish massage
Acupuncture

# medical imaging
Radiography: x-ray, x-rays, radiographer, x ray
MRI: magnetic resonance imaging, mri scanning
PET/CT: pet-ct
CT: computed tomography, ct scanning, cat scan
Ultrasound: sonography, ultrasound scanning, ultrasonography
Radiology: diagnostic radiology
Mammography
Echocardiography: echo
Fluoroscopy
Nuclear medicine
Radiotherapy: radiation therapy
DEXA scanning

# dentistry
Dentistry: dentist
Dental nursing: dental assisting, dental assistance, dental assistant, dental nurse
Dental hygiene: dental hygienist
Orthodontics
Dental radiography
Dental impressions
Scaling and polishing
Dental charting
Four-handed dentistry

# pharmacy
Pharmacy: pharmacist
Dispensing: medicine dispensing, drug dispensing, dispensing medication
Compounding
Medicines counselling
Prescription checking
Pharmacy technician work: pharmacy technician

# eyes, ears and feet
Optometry: optometrist
Audiometry: hearing tests, hearing testing
Podiatry: chiropody, podiatrist

# nutrition
Nutrition: human nutrition
Dietetics: dietician, dietitian

# medical specialty
Anaesthesia: anaesthetics, anesthesia, anaesthesiology
Surgery: surgical procedures
Obstetrics and gynaecology: ob/gyn, obgyn, ob-gyn, obs and gynae, obstetrics & gynaecology
Paediatrics: pediatric medicine
Orthopaedics: orthopedic surgery, trauma and orthopaedics
Cardiology
Oncology: cancer care
Geriatrics: geriatric medicine

# animal medicine
Veterinary nursing: vet nursing, veterinary nurse
Veterinary medicine: vet medicine, veterinary science

# sterilisation
Sterilisation: sterile processing, instrument sterilisation, sterilization of instruments, decontamination of instruments

# laboratory samples
Specimen collection: sample collection, collecting samples, collecting specimens

# health research
Clinical trials: clinical research, clinical studies
Public health

# social work and case management
Social work: social worker
Care management
Case management: casework, caseload management, case work
Care coordination: care co-ordination, coordination of care
Youth work: youth worker, working with young people
Community work: community development
Family support: supporting families
Foster care: fostering
Refugee support: supporting refugees
Crisis housing
Outreach work: outreach, street outreach
Key working: keyworking, key worker
Family mediation
Adoption work: adoption
Home visits: home visiting
Probation work
Homelessness support: homelessness work
Group work: group facilitation

# advice on money and housing
Housing support: tenancy support
Benefits advice: welfare benefits advice, welfare rights advice
Debt advice: debt counselling
Budgeting advice
Employment advice
Immigration advice
Legal advice

# volunteers and charity
Advocacy
Volunteer management: volunteer coordination, managing volunteers, volunteer co-ordination
Fundraising: fund raising, fund-raising
Grant writing: grant applications, bid writing, writing grants, grant proposals

# children
Childcare: child care, looking after children, kinderbetreuung, caring for children
Childminding: child minding, childminder
Babysitting: baby sitting, baby-sitting, babysitter
Nannying: nanny, nanny work
Nappy changing: diaper changing, changing nappies, changing diapers
Bottle feeding: formula feeding
Early years: early years education, early childhood education, ece, early childhood development, eyfs, early years foundation stage, preschool education, nursery education
Nursery: kindergarten, preschool, nursery work
Play activities: planning play activities, play-based learning
Potty training: toilet training
Storytelling: reading to children, story time
Arts and crafts with children
After-school care: after school clubs
Child development
Toddler care
Baby care: infant care, newborn infant care
Weaning
School pick-up: school runs
Outdoor play
Sleep training

# special educational needs
SEN: special educational needs, send, special needs, special educational needs and disabilities, special needs education, special education, sped
EHCP: education health and care plan, education health and care plans
IEP: individual education plans, individualised education programs
Dyslexia support: dyslexia teaching
ADHD support
Inclusion: inclusive education
SENCO

# children
Playground supervision: supervising playgrounds

# infants
Breastfeeding support: lactation support, lactation consulting

# teaching
Teaching: teacher
Primary teaching: primary school teaching, elementary school teaching, elementary teaching
Secondary teaching: secondary school teaching, high school teaching
Teaching assistance: teaching assistant, ta, classroom assistant, classroom support

# teaching qualification
QTS: qualified teacher status
PGCE: postgraduate certificate in education

# lessons and curriculum
Lesson planning: lesson plans, planning lessons
Curriculum development: curriculum design, curriculum planning
Schemes of work
Teaching materials: creating teaching materials, preparing teaching materials
Differentiation: differentiated instruction
Assessment for learning: formative assessment

# classroom and behaviour management
Classroom management: class management
Behaviour management: behavior management, managing behaviour

# tutoring
Tutoring: tuition, private tuition, private tutoring, tutor
Maths tutoring: maths tuition
Homework help: homework support
Exam preparation: exam prep
Language tutoring: language tuition
Study skills

# teaching English as a foreign language
TEFL: teaching english as a foreign language, tefl certificate, efl teaching, tefl certified
TESOL: teaching english to speakers of other languages
ESL: english as a second language, esl teaching, teaching english as a second language
ESOL: english for speakers of other languages
CELTA: certificate in teaching english to speakers of other languages
DaF: german as a foreign language, deutsch als fremdsprache
EAL: english as an additional language
DELTA
IELTS preparation: ielts
Conversation classes

# e-learning
E-learning: elearning, online learning, online teaching
Instructional design
Moodle
Blended learning
Google Classroom
Canvas LMS: canvas
LMS: learning management systems, learning management system
Articulate: articulate storyline, articulate 360
Captivate: adobe captivate
Webinars: webinar delivery
Blackboard

# adult education
Adult education: adult learning, teaching adults

# examinations
Exam marking: marking, grading, marking exams
Exam invigilation: invigilation, proctoring

# teaching of children
Phonics: teaching phonics
Montessori: montessori method, montessori education
IB: international baccalaureate

# instruction
Driving instruction: driving instructor, teaching driving
Swimming teaching: swimming instruction, swimming lessons, teaching swimming, swimming instructor
Swim coaching: swimming coaching
Sports coaching: coaching sports
Lifeguarding: life guarding, lifeguard, pool lifeguard
Ski instruction: ski instructor
Climbing instruction: climbing instructor
Dance teaching: dance instruction
Football coaching: soccer coaching
Martial arts teaching
Tennis coaching

# fitness and sport
Personal training: personal trainer, fitness training, pt
Yoga teaching: yoga instruction, yoga instructor, teaching yoga, yoga teacher
Pilates teaching: pilates instruction
Group fitness: group exercise classes, fitness classes
Strength training: strength and conditioning, weight training, weightlifting
Sports nutrition
Gym instruction: gym instructor
Spinning classes: indoor cycling

# music teaching
Music teaching: music lessons, teaching music

# career guidance
Career guidance: careers advice, career counselling, career coaching, careers guidance
Play therapy
STEM: science technology engineering and mathematics
`
