/** Kitchens, beauty, pictures, sound and languages; the form is told in `alias-table.ts`. */
export const OTHER = `
# cooking
Cooking: cookery, cook, food preparation and cooking
Food preparation: food prep, preparing food, kitchen prep, prep cooking
Grilling: barbecue, barbecuing
Sauces: sauce making, making stocks and sauces
Soup making: soups
Frying
Sous vide
Vegetarian cooking
Italian cooking: italian cuisine
Asian cooking: asian cuisine
Batch cooking
Knife skills
Line cooking: line cook
Special diets: dietary requirements
Food presentation: plating, food plating

# baking and pastry
Baking: baker
Bread baking: bread making, baking bread, breadmaking
Sourdough baking: sourdough
Pastry: patisserie, pastry making, pastry work
Cake decorating: cake decoration, decorating cakes
Chocolate work: chocolate making
Ice cream making: gelato
Viennoiserie: croissants
Sugar work
Cake baking: baking cakes
Biscuit making
Dough making: dough mixing

# butchery and fish
Butchery: butchering, meat cutting, butcher
Fishmongery: fish filleting, filleting fish
Meat processing
Sausage making
Poultry processing
Shellfish preparation

# cheese and beer
Cheesemaking: cheese making, making cheese
Brewing: beer brewing, brewing beer
Wine making: winemaking
Distilling
Coffee roasting
Milk processing: dairy processing

# food hygiene and safety
Food hygiene: food hygiene certificate, food hygiene level 2, level 2 food hygiene, food hygiene rules, basic food hygiene
Food safety: food safety certificate, food handling, food handler certificate, food handlers card, servsafe
HACCP: hazard analysis and critical control points, hazard analysis critical control point, hazard analysis and critical control point
Allergens: allergen management, allergen awareness
Temperature control of food: temperature logs
Food labelling: allergen labelling
Kitchen hygiene

# menus and catering
Menu planning: menu design, planning menus
Catering: event catering

# serving guests
Waiting tables: table service, waiting, waitressing, waiter, waitress, table waiting, serving tables, waiting on tables
Bar service: bar work, bartending, bar tending, bartender, barkeeping, working a bar
Mixology: cocktail making, cocktails, cocktail mixing, making cocktails
Barista: barista skills, coffee making, barista work, espresso making
Latte art
Wine service: wine knowledge, sommelier
Silver service
Beer pulling: pulling pints
Taking orders: order taking
Hosting: restaurant hosting
Room service
Tray service
Banqueting: banquet service
Personal licence: personal licence holder

# kitchen
Dishwashing: dish washing, washing up, kitchen porter, pot washing
Kitchen management: running a kitchen
Kitchen assistance: kitchen help
Portion control
Stock rotation: fifo
Menu costing: food costing

# hotel
Hotel reception: hotel front desk, front office
Hospitality: hospitality work
Concierge: concierge services
Opera PMS: oracle opera, opera hotel software
Check-in and check-out: guest check-in
Reservations: hotel reservations
Room cleaning: hotel housekeeping, housekeeping in hotels
Night audit
Fidelio
Revenue management: yield management

# cooking
Vegan cooking: plant-based cooking
Meal planning: planning meals

# cleaning
Cleaning: cleaner, general cleaning, cleaning work
Deep cleaning
Steam cleaning
Pressure washing: jet washing, power washing
Hospital cleaning
Cleaning chemicals
Floor polishing: floor care
End-of-tenancy cleaning

# cleaning
House cleaning: domestic cleaning, home cleaning, cleaning houses
Office cleaning: commercial cleaning, cleaning offices
Window cleaning: cleaning windows
Carpet cleaning: cleaning carpets
Industrial cleaning

# laundry
Laundry: doing laundry, washing clothes
Ironing: pressing clothes

# hairdressing
Hairdressing: hair dressing, hairdresser, hair stylist
Hair cutting: haircutting, cutting hair, haircuts
Hair colouring: hair coloring, colouring hair, hair dyeing
Hair styling: hairstyling, styling hair
Balayage
Barbering: barber, men's haircutting
Braiding: hair braiding
Blow drying: blow-dry
Perming: perms
Wig making
Hair extensions
Bleaching hair
Beard trimming: beard shaping
Updos: wedding hair
Clipper cutting: clipper cuts, fades
Shampooing

# nails
Manicure: manicures, nail care
Pedicure
Nail polish application: gel nails, gel polish, shellac nails
Nail art
Acrylic nails: nail extensions
Nail filing
Gel manicure

# cosmetic treatment
Make-up: makeup, make up, makeup artistry, make-up artistry, mua
Facials: facial treatments, facial treatment
Waxing: hair removal with wax
Threading: eyebrow threading
Eyelash extensions: lash extensions
Beauty therapy: beauty treatments, cosmetology, beautician
Tattooing: tattoo, tattoo artistry
Microblading
Sugaring
Chemical peels
Spray tanning
Bridal make-up
Special effects make-up: sfx make-up
Body piercing: piercing
Dermaplaning
Aromatherapy

# graphic design
Graphic design: graphics design, graphical design, graphic designer

# image and layout software
(Adobe) Photoshop
(Adobe) Illustrator
(Adobe) InDesign: in design
(Adobe) Lightroom
(Adobe) Acrobat
(Adobe) Dreamweaver
Adobe Creative Suite: adobe creative cloud, creative cloud, adobe cc, adobe suite, creative suite, adobe cs
GIMP: gnu image manipulation program
Inkscape
Affinity Designer
CorelDRAW: corel draw
Canva
QuarkXPress: quark
Affinity Photo
Affinity Publisher
Procreate
Capture One
Krita
Scribus
Paint Shop Pro

# layout and print design
Typography: typesetting
Desktop publishing: dtp
Logo design: designing logos
Illustration: illustrating, drawing illustrations
Packaging design: package design

# design
Interior design: interior decoration
Fashion design

# fine art
Drawing: sketching
Painting: fine art painting
Watercolour: watercolour painting
Oil painting
Portrait painting: painting portraits
Sculpture: sculpting
Printmaking
Life drawing
Calligraphy: hand lettering
Mural painting: murals

# 3D graphics and animation
Blender: blender 3d
(Autodesk) Maya
3ds Max: 3d studio max, autodesk 3ds max, 3dsmax
Cinema 4D: c4d
ZBrush: z brush
Houdini: sidefx houdini
Texturing
3D rendering: rendering images
Substance Painter
Lumion

# animation and effects
Animation
2D animation: 2-d animation
3D animation: 3-d animation
Motion graphics: motion design, mograph
VFX: visual effects
Compositing: nuke compositing
Character animation
Rigging of characters: character rigging
Stop motion: stop-motion animation
Toon Boom: toon boom harmony

# photography
Photography: photographer, taking photos
Photo editing: image editing, photo retouching, retouching, picture editing
Wedding photography: photographing weddings
Event photography: photographing events
Product photography
Food photography
Portrait photography: portraits photography
Studio lighting
Landscape photography
Fashion photography
Newborn photography
Aerial photography: drone photography
Photojournalism
Camera operation

# video production
Videography: video production, filming, video shooting, shooting video
Video editing: editing videos, film editing, editing video, video post-production
Camera work: cinematography, camera operating
Live streaming: livestreaming
Directing: film directing
Documentary making: documentary filmmaking
OBS Studio
Boom operation

# video editing software
(Adobe) Premiere Pro: adobe premiere, premiere
(Adobe) After Effects: aftereffects
Final Cut Pro: fcp, final cut, final cut pro x, fcpx
DaVinci Resolve: davinci, resolve
Avid Media Composer: avid
CapCut
iMovie
Vegas Pro: sony vegas
Kdenlive

# film
Colour grading: color grading, colour correction
Screenwriting: script writing, screen writing, scriptwriting
Storyboarding: storyboards

# subtitles and captions
Subtitling: subtitles, subtitle writing
Live captioning: live subtitling
Closed captions: closed captioning
Audio description
Dubbing

# drones
Drone piloting: drone flying, drone operation, uav piloting, drone pilot, flying drones, uav operation

# film
Projection: film projection

# sound engineering
Audio editing: sound editing, editing audio
Sound engineering: audio engineering, sound engineer
Sound design
Audio mixing: mixing audio
Mastering: cd mastering, audio mastering
Live sound: live sound engineering
Foley
Microphone technique: microphone placement
Field recording: location sound
Sound recording: audio recording

# audio software
Pro Tools: protools, avid pro tools
Reaper
(Adobe) Audition
Ableton Live: ableton
Logic Pro: logic pro x
FL Studio: fruity loops
Cubase: steinberg cubase
Audacity

# music performance
DJing: dj, deejaying, djing skills
Singing: vocals, vocal performance
Piano: piano playing, playing the piano
Guitar: guitar playing, playing guitar, playing the guitar
Violin: violin playing
Drums: drumming
Saxophone
Cello
Conducting: choir directing, conducting choirs
Songwriting: song writing
Composition: music composition, composing
Music theory
Sight reading

# music and audio production
Music production: producing music
Podcasting: podcast production
Voice-over: voiceover, voice over, voice acting

# stage lighting
Stage lighting: lighting design, theatre lighting
DMX: dmx512

# translation
Translation: translating, translator
Interpreting: interpretation between languages, interpreter
Simultaneous interpreting: conference interpreting
Consecutive interpreting
Court interpreting
Post-editing: machine translation post-editing, mtpe
Literary translation
Technical translation
Website localisation
Community interpreting
Remote interpreting

# writing
Editing: text editing
Journalism: journalist, news writing
Creative writing: fiction writing
Blogging: blog writing, writing blogs
Ghostwriting
Feature writing
Poetry
Playwriting
Speech writing
Scientific writing: academic writing
Book reviewing
Interviewing
Fact checking

# translation software
CAT tools: computer-assisted translation, computer-aided translation
SDL Trados: trados, trados studio
memoQ
Wordfast
Phrase: memsource

# security and emergency services
Security guarding: security guard, security work, security officer
SIA licence: sia badge, security industry authority licence
Door supervision: door supervisor, bouncer
Firefighting: fire fighting, firefighter
Crowd control: crowd management
Criminal record check: background check, police check, police clearance, criminal background check
CCTV monitoring: cctv operation
Access control
Patrolling: security patrols
Close protection: bodyguarding
Bag searches: searching bags
Conflict management in security
Fire rescue
Disaster relief: emergency relief
Search and rescue
Event security: event stewarding, stewarding

# aviation
Aviation: air transport
Cabin crew: flight attendant, flight attending
Pilot licence: private pilot licence, ppl
Air traffic control: atc
Ground handling: airport ground handling
Check-in: airport check-in
Baggage handling
Aircraft maintenance: aircraft mechanics
Flight planning

# shipping
STCW: standards of training certification and watchkeeping
Boat handling: boat driving, seamanship
Navigation: marine navigation
Deck work
Engine room
VHF radio
GMDSS
Sailing

# railway
Train driving: train driver
Track maintenance: rail track maintenance
Signalling: railway signalling
Conductor work: train conductor
Shunting

# tourism
Tour guiding: tour guide, guided tours, guiding tours
Travel advice: travel consultancy
Tour operating
Museum guiding
Itinerary planning
Tour leading: tour management
Excursion planning

# travel booking system
Amadeus: amadeus gds
Sabre: sabre gds
Ticketing: ticket sales

# language
English: englisch, english language, inglés, anglais
German: deutsch, alemán, allemand
French: français, französisch, francais
Spanish: español, castellano, castilian, spanisch
Italian: italiano, italienisch
Portuguese: português
Brazilian Portuguese: portuguese brazil
Dutch: nederlands
Russian: русский
Ukrainian: українська
Polish: polski
Czech: čeština
Slovak: slovenčina
Hungarian: magyar
Romanian: română
Bulgarian: български
Greek: modern greek
Turkish: türkçe
Arabic: modern standard arabic, العربية
Moroccan Arabic: darija
Hebrew: עברית
Persian: farsi
Dari
Pashto: pushto
Kurdish: kurmanji
Urdu
Hindi
Punjabi: panjabi
Bengali: bangla
Gujarati
Marathi
Tamil
Telugu
Kannada
Malayalam
Nepali
Sinhala: sinhalese
Mandarin: chinese, mandarin chinese, putonghua, standard chinese
Cantonese: guangdonghua
Japanese: nihongo
Korean: hangul
Vietnamese: tiếng việt
Thai
Indonesian: bahasa indonesia
Malay: bahasa malaysia, bahasa melayu
Filipino: tagalog, pilipino
Khmer: cambodian
Burmese: myanmar language
Swahili: kiswahili
Amharic
Tigrinya
Somali
Hausa
Yoruba
Igbo
Zulu: isizulu
Xhosa: isixhosa
Afrikaans
Kinyarwanda
Twi
Swedish: svenska
Norwegian: norsk
Danish: dansk
Finnish: suomi
Icelandic: íslenska
Estonian: eesti
Latvian: latviešu
Lithuanian: lietuvių
Serbian: srpski
Croatian: hrvatski
Bosnian: bosanski
Slovene: slovenian
Albanian: shqip
Macedonian
Georgian
Armenian
Azerbaijani: azeri
Kazakh
Uzbek
Mongolian
Irish: gaeilge, irish gaelic
Scottish Gaelic: gàidhlig, scots gaelic
Welsh: cymraeg
Catalan: català
Basque: euskara
Galician: galego
Maltese
Māori: te reo māori, te reo
Latin
Esperanto
Haitian Creole: kreyòl, kreyol ayisyen
British Sign Language: bsl
American Sign Language: asl
German Sign Language: dgs
Auslan: australian sign language
Sign language: signing
Braille
`
