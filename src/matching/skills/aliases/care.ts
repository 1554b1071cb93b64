/** Care, health, children and teaching; the form is told in `alias-table.ts`. */
export const CARE = `
# first aid and emergencies
First aid: first-aid, firstaid, first aider, first aid certificate, first aid training, first aid certified
First aid at work: faw
Paediatric first aid: pediatric first aid, first aid for children
CPR: cardiopulmonary resuscitation, cardio-pulmonary resuscitation, cpr certificate, cpr certified, cpr certification
BLS: basic life support, bls certificate, bls certification
ALS: advanced life support
ACLS: advanced cardiac life support, advanced cardiovascular life support
PALS: paediatric advanced life support
ILS: immediate life support
AED: defibrillator, defibrillator use, automated external defibrillator, defibrillators, use of defibrillators
Triage: patient triage
EMT: emergency medical technician
A&E: accident and emergency, emergency room, er nursing, emergency department, accident & emergency
Ambulance driving

# nursing
Nursing: nursing care, nurse
Registered nurse: rn, registered general nurse, rgn
Enrolled nurse: licensed practical nurse, lpn
Nursing assistance: healthcare assistant, hca, nursing assistant, certified nursing assistant, cna, health care assistant
Intensive care: icu, intensive care unit, intensive care nursing, critical care, itu, icu nursing, intensive therapy unit
NICU: neonatal intensive care, neonatal intensive care unit
Paediatric nursing: children's nursing, pediatric nursing
Mental health nursing: psychiatric nursing
Theatre nursing: operating room nursing, perioperative nursing, scrub nursing
Midwifery: midwife
Vital signs: vital signs monitoring, taking vital signs, monitoring vital signs, vitals, taking vitals, observations of vital signs
Blood pressure measurement: taking blood pressure, measuring blood pressure, blood pressure monitoring, bp monitoring, blood pressure checks
Blood glucose monitoring: blood sugar monitoring, blood sugar measurement, measuring blood sugar, bgl monitoring
Phlebotomy: venepuncture, venipuncture, blood taking, taking blood, blood drawing, drawing blood, taking blood samples, blood draws
Cannulation: iv cannulation, intravenous cannulation
IV therapy: intravenous therapy, iv infusion, infusion therapy, iv infusions
Injections: giving injections, administering injections
ECG: electrocardiogram, ekg, electrocardiography, electrocardiograms
EEG: electroencephalography, electroencephalogram
Wound care: wound management, care of wounds
Wound dressing: dressing wounds, changing dressings, dressing changes
Pressure ulcer prevention: pressure sore prevention, bedsore prevention, pressure area care, decubitus prevention
Catheter care: urinary catheter care, catheterisation
Stoma care: ostomy care
PEG feeding: enteral feeding, tube feeding, peg care, percutaneous endoscopic gastrostomy
NG tubes: nasogastric tubes, ng tube insertion
Tracheostomy care: trachy care
Suctioning: airway suctioning
Ventilators: mechanical ventilation, ventilator care
Oxygen therapy: giving oxygen
Medication administration: administering medication, giving medication, administration of medication, administration of medicines, medicine administration, medication management, giving medicines, administering medicines, meds administration, drug administration
Medication prompting: prompting medication
Infection control: infection prevention and control, infection prevention, ipc, infection prevention & control
Aseptic technique: antt, aseptic non-touch technique
Hand hygiene: hand washing, handwashing
Patient assessment: assessing patients
Handover: patient handover, shift handover
Palliative care: end-of-life care, end of life care, hospice care
Haemodialysis: hemodialysis, dialysis, renal dialysis
Chemotherapy administration: giving chemotherapy
Diabetes care: diabetic care, diabetes management, diabetes support
Electronic health records: ehr, emr, electronic medical records, electronic patient records, epr, electronic health record
Medical coding: clinical coding
Medical terminology: medical terms
Medical records: patient records
Health education: patient education
DBS check: dbs, enhanced dbs, disclosure and barring service, enhanced dbs check, dbs certificate, disclosure and barring service check
NMC registration: nmc pin, nursing and midwifery council registration
HCPC registration: hcpc registered, health and care professions council registration

# personal care of people
Personal care: personal hygiene care, intimate care, assistance with personal hygiene
Activities of daily living: adl, adls, daily living activities, adl support, activities of daily life
Elderly care: care of the elderly, care for the elderly, aged care, caring for the elderly, senior care, eldercare, elder care, geriatric care, caring for older people, care of older people
Home care: domiciliary care, in-home care, care at home, homecare, home help
Residential care: care home work, care homes, care home experience, residential care home
Live-in care: live in care
Respite care: short break care
Dementia care: dementia support, care of people with dementia, caring for people with dementia, dementia
Alzheimer's care: alzheimers care
Disability support: disability care, supporting people with disabilities, disabled care
Learning disabilities: learning disability support, intellectual disability support, intellectual disabilities
Care planning: writing care plans, care plan writing, care plan development
Care plans: care plan
Care coordination: care co-ordination
Moving and handling: patient moving and handling, moving and handling of people, patient handling, manual handling of people, moving & handling, people moving and handling
Hoist use: hoisting, using a hoist, patient hoist, hoists, use of hoists, patient lifts
Patient transfers: transferring patients, patient transfer
Bathing: assistance with bathing, bathing residents, bathing patients, helping with bathing, washing residents
Feeding assistance: assistance with eating, assisting with feeding, help with eating, assisted feeding
Toileting: toileting assistance, continence support
Continence care: incontinence care
Mobility support: mobility assistance
Companionship: keeping company
Safeguarding: safeguarding adults and children
Safeguarding adults: adult safeguarding, adult protection, safeguarding vulnerable adults, sova
Safeguarding children: child protection, child safeguarding
Care Certificate
NVQ: national vocational qualification
Mental Capacity Act: mca
Autism support: asd support, autism spectrum disorder support, autism care, supporting people with autism
Housekeeping: house keeping
Night shifts: night work, working nights, nights, night duty

# therapy and medicine
Physiotherapy: physical therapy, physio, physiotherapist
Occupational therapy: ot, occupational therapist
Speech and language therapy: speech therapy, slt, speech-language pathology, speech pathology, slp
Cognitive behavioural therapy: cbt, cognitive behavior therapy, cognitive behaviour therapy
Dialectical behaviour therapy: dbt therapy
EMDR: eye movement desensitisation and reprocessing
Psychotherapy: psychotherapist
Counselling: counsellor, counseling skills
Motivational interviewing: mi counselling
Applied behaviour analysis: aba, aba therapy
Psychology: psychologist
Psychiatry: psychiatrist
Crisis intervention: crisis support
De-escalation: deescalation, de-escalation techniques
Mental health first aid: mhfa
Suicide prevention: suicide intervention
Substance misuse: substance abuse, addiction support, substance misuse support, drug and alcohol support
Massage: massage therapy, masseur
Swedish massage
Acupuncture
Radiography: x-ray, x-rays, radiographer, x ray
MRI: magnetic resonance imaging, mri scanning
PET/CT: pet-ct
CT: computed tomography, ct scanning, cat scan
Ultrasound: sonography, ultrasound scanning, ultrasonography
Radiology: diagnostic radiology
Dentistry: dentist
Dental nursing: dental assisting, dental assistance, dental assistant, dental nurse
Dental hygiene: dental hygienist
Pharmacy: pharmacist
Dispensing: medicine dispensing, drug dispensing, dispensing medication
Optometry: optometrist
Audiometry: hearing tests, hearing testing
Podiatry: chiropody, podiatrist
Nutrition: human nutrition
Dietetics: dietician, dietitian
Anaesthesia: anaesthetics, anesthesia, anaesthesiology
Surgery: surgical procedures
Obstetrics and gynaecology: ob/gyn, obgyn, ob-gyn, obs and gynae, obstetrics & gynaecology
Paediatrics: pediatric medicine
Orthopaedics: orthopedic surgery, trauma and orthopaedics
Cardiology
Oncology: cancer care
Geriatrics: geriatric medicine
Veterinary nursing: vet nursing, veterinary nurse
Veterinary medicine: vet medicine, veterinary science
Sterilisation: sterile processing, instrument sterilisation, sterilization of instruments, decontamination of instruments
Specimen collection: sample collection, collecting samples, collecting specimens
Clinical trials: clinical research, clinical studies
Public health

# social work
Social work: social worker
Case management: casework, caseload management, case work
Youth work: youth worker, working with young people
Community work: community development
Family support: supporting families
Foster care: fostering
Refugee support: supporting refugees
Housing support: tenancy support
Benefits advice: welfare benefits advice, welfare rights advice
Debt advice: debt counselling
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
SEN: special educational needs, send, special needs, special educational needs and disabilities, special needs education, special education, sped
Playground supervision: supervising playgrounds
Breastfeeding support: lactation support, lactation consulting

# teaching
Teaching: teacher
Primary teaching: primary school teaching, elementary school teaching, elementary teaching
Secondary teaching: secondary school teaching, high school teaching
Teaching assistance: teaching assistant, ta, classroom assistant, classroom support
QTS: qualified teacher status
PGCE: postgraduate certificate in education
Lesson planning: lesson plans, planning lessons
Curriculum development: curriculum design, curriculum planning
Classroom management: class management
Behaviour management: behavior management, managing behaviour
Tutoring: tuition, private tuition, private tutoring, tutor
TEFL: teaching english as a foreign language, tefl certificate, efl teaching, tefl certified
TESOL: teaching english to speakers of other languages
ESL: english as a second language, esl teaching, teaching english as a second language
ESOL: english for speakers of other languages
CELTA: certificate in teaching english to speakers of other languages
DaF: german as a foreign language, deutsch als fremdsprache
E-learning: elearning, online learning, online teaching
Instructional design
Moodle
Adult education: adult learning, teaching adults
Exam marking: marking, grading, marking exams
Exam invigilation: invigilation, proctoring
Phonics: teaching phonics
Montessori: montessori method, montessori education
IB: international baccalaureate
Driving instruction: driving instructor, teaching driving
Swimming teaching: swimming instruction, swimming lessons, teaching swimming, swimming instructor
Lifeguarding: life guarding, lifeguard, pool lifeguard
Personal training: personal trainer, fitness training, pt
Yoga teaching: yoga instruction, yoga instructor, teaching yoga, yoga teacher
Music teaching: music lessons, teaching music
Career guidance: careers advice, career counselling, career coaching, careers guidance
Play therapy
STEM: science technology engineering and mathematics
`
