/** Kitchens, beauty, pictures, sound and languages; the form is told in `alias-table.ts`. */
export const OTHER = `
# kitchen and table
Cooking: cookery, cook, food preparation and cooking
Food preparation: food prep, preparing food, kitchen prep, prep cooking
Baking: baker
Bread baking: bread making, baking bread, breadmaking
Pastry: patisserie, pastry making, pastry work
Cake decorating: cake decoration, decorating cakes
Butchery: butchering, meat cutting, butcher
Fishmongery: fish filleting, filleting fish
Cheesemaking: cheese making, making cheese
Brewing: beer brewing, brewing beer
Food hygiene: food hygiene certificate, food hygiene level 2, level 2 food hygiene, food hygiene rules, basic food hygiene
Food safety: food safety certificate, food handling, food handler certificate, food handlers card, servsafe
HACCP: hazard analysis and critical control points, hazard analysis critical control point, hazard analysis and critical control point
Allergens: allergen management, allergen awareness
Menu planning: menu design, planning menus
Catering: event catering
Waiting tables: table service, waiting, waitressing, waiter, waitress, table waiting, serving tables, waiting on tables
Bar service: bar work, bartending, bar tending, bartender, barkeeping, working a bar
Mixology: cocktail making, cocktails, cocktail mixing, making cocktails
Barista: barista skills, coffee making, barista work, espresso making
Latte art
Wine service: wine knowledge, sommelier
Dishwashing: dish washing, washing up, kitchen porter, pot washing
Kitchen management: running a kitchen
Hotel reception: hotel front desk, front office
Hospitality: hospitality work
Concierge: concierge services
Opera PMS: oracle opera, opera hotel software
Vegan cooking: plant-based cooking
Meal planning: planning meals

# cleaning
Cleaning: cleaner, general cleaning, cleaning work
House cleaning: domestic cleaning, home cleaning, cleaning houses
Office cleaning: commercial cleaning, cleaning offices
Window cleaning: cleaning windows
Carpet cleaning: cleaning carpets
Industrial cleaning
Laundry: doing laundry, washing clothes
Ironing: pressing clothes

# beauty
Hairdressing: hair dressing, hairdresser, hair stylist
Hair cutting: haircutting, cutting hair, haircuts
Hair colouring: hair coloring, colouring hair, hair dyeing
Hair styling: hairstyling, styling hair
Balayage
Barbering: barber, men's haircutting
Braiding: hair braiding
Manicure: manicures, nail care
Pedicure
Nail polish application: gel nails, gel polish, shellac nails
Make-up: makeup, make up, makeup artistry, make-up artistry, mua
Facials: facial treatments, facial treatment
Waxing: hair removal with wax
Threading: eyebrow threading
Eyelash extensions: lash extensions
Beauty therapy: beauty treatments, cosmetology, beautician
Tattooing: tattoo, tattoo artistry

# graphic design
Graphic design: graphics design, graphical design, graphic designer
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
Typography: typesetting
Desktop publishing: dtp
Logo design: designing logos
Illustration: illustrating, drawing illustrations
Packaging design: package design
Interior design: interior decoration
Fashion design
Drawing: sketching
Painting: fine art painting

# 3D graphics and animation
Blender: blender 3d
(Autodesk) Maya
3ds Max: 3d studio max, autodesk 3ds max, 3dsmax
Cinema 4D: c4d
ZBrush: z brush
Houdini: sidefx houdini
Animation
2D animation: 2-d animation
3D animation: 3-d animation
Motion graphics: motion design, mograph
VFX: visual effects
Compositing: nuke compositing

# film and photography
Photography: photographer, taking photos
Photo editing: image editing, photo retouching, retouching, picture editing
Wedding photography: photographing weddings
Portrait photography: portraits photography
Videography: video production, filming, video shooting, shooting video
Video editing: editing videos, film editing, editing video, video post-production
(Adobe) Premiere Pro: adobe premiere, premiere
(Adobe) After Effects: aftereffects
(Adobe) Audition
Final Cut Pro: fcp, final cut, final cut pro x, fcpx
DaVinci Resolve: davinci, resolve
Avid Media Composer: avid
Colour grading: color grading, colour correction
Screenwriting: script writing, screen writing, scriptwriting
Storyboarding: storyboards
Subtitling: subtitles, subtitle writing
Live captioning: live subtitling
Drone piloting: drone flying, drone operation, uav piloting, drone pilot, flying drones, uav operation
Projection: film projection

# sound and music
Audio editing: sound editing, editing audio
Sound engineering: audio engineering, sound engineer
Sound design
Audio mixing: mixing audio
Mastering: cd mastering, audio mastering
Pro Tools: protools, avid pro tools
Ableton Live: ableton
Logic Pro: logic pro x
FL Studio: fruity loops
Cubase: steinberg cubase
Audacity
DJing: dj, deejaying, djing skills
Singing: vocals, vocal performance
Piano: piano playing, playing the piano
Guitar: guitar playing, playing guitar, playing the guitar
Music production: producing music
Podcasting: podcast production
Voice-over: voiceover, voice over, voice acting
Stage lighting: lighting design, theatre lighting
DMX: dmx512

# writing and translation
Translation: translating, translator
Interpreting: interpretation between languages, interpreter
Simultaneous interpreting: conference interpreting
Editing: text editing
Journalism: journalist, news writing
Creative writing: fiction writing
Blogging: blog writing, writing blogs
CAT tools: computer-assisted translation, computer-aided translation
SDL Trados: trados, trados studio

# security and emergency services
Security guarding: security guard, security work, security officer
SIA licence: sia badge, security industry authority licence
Door supervision: door supervisor, bouncer
Firefighting: fire fighting, firefighter
Crowd control: crowd management
Criminal record check: background check, police check, police clearance, criminal background check

# travel and transport
Aviation: air transport
Cabin crew: flight attendant, flight attending
Pilot licence: private pilot licence, ppl
Air traffic control: atc
STCW: standards of training certification and watchkeeping
Boat handling: boat driving, seamanship
Train driving: train driver
Tour guiding: tour guide, guided tours, guiding tours
Amadeus: amadeus gds
Sabre: sabre gds
Ticketing: ticket sales

# 
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
