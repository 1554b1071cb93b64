/** Building, making, repairing, driving and growing; the form is told in `alias-table.ts`. */
export const TRADES = `
# welding
Welding: welder, weld
MIG welding: mig, gmaw, gas metal arc welding, metal inert gas welding, mig/mag, mig/mag welding, mag welding, metal active gas welding
TIG welding: tig, gtaw, gas tungsten arc welding, tungsten inert gas welding
Stick welding: smaw, shielded metal arc welding, mma welding, manual metal arc welding, arc welding with electrodes
Flux-cored arc welding: fcaw, flux cored welding, flux core welding
Submerged arc welding: saw welding
Spot welding: resistance spot welding
Oxy-acetylene welding: oxyacetylene welding, gas welding, oxy-fuel welding
Orbital welding
Laser welding
Pipe welding: welding pipes
Aluminium welding: welding aluminium
Stainless steel welding
Weld inspection: welding inspection
Robotic welding: robot welding

# cutting and joining metal
Plasma cutting
Brazing
Soldering: solder

# metal working
Sheet metal work: sheet metal working, sheet metal fabrication, sheetmetal work, sheet metal
Metal fabrication: steel fabrication
Metalworking: metalwork, metal working
Blacksmithing: forge work, smithing
Press braking: press brake operation, metal bending
Roll forming
Casting: metal casting, foundry work
Forging: metal forging
Polishing metal: metal polishing
Metal cutting: cutting metal

# machining of metal
Turning: lathe work, lathe operation, lathe turning
CNC machining: cnc, computer numerical control, cnc operation, cnc operating, cnc machine operation
CNC programming: g-code, g code programming
CNC milling
CNC turning: cnc lathe
Milling: milling machine operation
Grinding
Tool making: toolmaking, tool and die making
Drilling
Boring
EDM: spark erosion, electrical discharge machining, wire edm
Deburring
Surface grinding: cylindrical grinding
CMM: coordinate measuring machine, coordinate measuring machines
Fanuc: fanuc controls
Heidenhain: heidenhain controls
Precision engineering: precision machining

# manufacturing
Injection moulding: plastic injection moulding
NDT: non-destructive testing, nondestructive testing
Powder coating
Extrusion
Blow moulding
Composites: composite laminating
Lean manufacturing: lean production
JIT: just-in-time, just in time
APQP: advanced product quality planning
PPAP: production part approval process
MRP: material requirements planning
OEE: overall equipment effectiveness
Kitting

# technical drawing
CAD: computer-aided design, computer aided design, cad design, cad drafting
CAM: computer-aided manufacturing, computer aided manufacturing
CAD/CAM: cad cam

# CAD software
AutoCAD: auto cad, autodesk autocad
SolidWorks: solid works
Inventor: autodesk inventor
CATIA: catia v5
Fusion 360: autodesk fusion 360, autodesk fusion
(Autodesk) Revit
Siemens NX: nx cad, unigraphics
PTC Creo: creo, pro/engineer, pro/e, pro engineer
SketchUp: sketch up, google sketchup
Rhino: rhinoceros 3d, rhino 3d
MicroStation: bentley microstation
ArchiCAD
Vectorworks
SolidEdge: solid edge
Onshape
FreeCAD
AutoCAD LT
Tekla: tekla structures

# building information modelling
BIM: building information modelling, building information modeling

# technical drawings
GD&T: geometric dimensioning and tolerancing, geometrical dimensioning and tolerancing, gd and t
Blueprint reading: reading blueprints, reading technical drawings, technical drawing reading, reading drawings, blueprint interpretation, reading plans
Technical drawing

# 3D modelling and printing
3D printing: additive manufacturing, 3-d printing
3D modelling: 3-d modelling, 3d design

# electrical work
Electrical installation: electrical installations, electrical wiring, domestic wiring, house wiring, wiring
Electrical maintenance
Electrical testing: electrical inspection and testing, inspection and testing of electrical installations
Electrical safety
PAT testing: portable appliance testing, pat
Wiring regulations: 18th edition, bs 7671, 18th edition wiring regulations
Fault finding: troubleshooting, fault diagnosis, faultfinding, fault-finding, trouble shooting
High voltage: hv, high-voltage work
Low voltage: lv
Cable pulling: pulling cables, cable installation
Cable termination: terminating cables
Switchgear: switchgear maintenance
Panel wiring: control panel wiring, panel building
Lighting installation: installing lighting
Motor control: motor controls
Variable frequency drives: vfd, vfds, variable speed drives, vsd
Consumer unit installation: fuse board replacement
Rewiring: rewires, house rewiring
Earthing: grounding

# solar panels and chargers
Solar panel installation: pv installation, solar pv installation, photovoltaic installation, solar installation, photovoltaics, solar pv, installing solar panels
EV charger installation: electric vehicle charger installation, ev charging point installation, ev charge point installation, electric vehicle charging point installation

# network cabling
Fibre optics: fiber optic cabling, optical fibre, fibre optic splicing, fibre splicing, fibre optic installation
Network cabling: structured cabling, data cabling, lan cabling
Cable jointing
Cat6 cabling: cat 6 cabling, cat6

# alarm systems
Fire alarm systems: fire alarms, fire alarm installation
CCTV: closed-circuit television, cctv systems, cctv installation

# electronics
Electronics: electronic engineering
Electronics repair: repairing electronics
SMD soldering: smt, smt soldering, surface mount soldering
Oscilloscope: oscilloscopes
Circuit design: electronic circuit design
Analogue electronics
Altium: altium designer
KiCad

# heating, ventilation and air conditioning
HVAC: heating ventilation and air conditioning, heating ventilating and air conditioning, hvac/r, hvacr, heating and air conditioning
Air conditioning: aircon, air con, ac installation, air conditioning installation
Refrigeration: refrigeration systems
F-gas: f-gas certificate, f gas, f-gas certification
Heat pumps: heat pump installation, ground and air source heat pumps, installing heat pumps
Heating engineering: central heating, heating systems, heating installation
Chillers: chiller maintenance
Cold rooms: cold room maintenance
Refrigerant handling: refrigerants
Building management systems: bms, building automation

# plumbing and gas
Plumbing: plumber, plumbing and heating, domestic plumbing
Gas fitting: gas installation, gas fitter
Gas Safe: gas safe registered, gas safe registration
Boiler installation: installing boilers, boiler fitting
Boiler repair: boiler servicing, boiler maintenance
Pipe fitting: pipefitting, pipework
Soldering pipes: pipe soldering
Leak detection: leak finding
Bathroom plumbing
Unvented hot water: unvented hot water systems, g3 unvented
Radiator installation: fitting radiators

# ventilation ducts
Ductwork: duct fitting, ductwork installation, ductwork fitting, ducting
Ventilation: ventilation systems, ventilation installation

# heating
Underfloor heating: floor heating, ufh

# laying of drains and pipes
Drain laying: laying drains
Pipe laying: pipelaying, laying pipes
Sewer repair: sewer maintenance
Drain unblocking: drain cleaning, unblocking drains
Trenching: trench digging

# insulation
Insulation: insulating, thermal insulation

# working with wood
Carpentry: carpenter
Woodworking: woodwork
Joinery: joiner, bench joinery
Cabinet making: cabinetmaking, cabinet maker
Furniture making: making furniture
Furniture restoration: restoring furniture, antique restoration
Timber framing: timber frame construction
Wood turning: woodturning
Wood carving: carving wood
Door hanging: hanging doors
Stair building: staircase making
French polishing
Veneering
Decking: deck building
First fix carpentry: first fix
Second fix carpentry: second fix
Fence building: fencing installation, erecting fences

# brick and stone
Bricklaying: brick laying, bricklayer, laying bricks, brickwork
Stonemasonry: stone masonry, masonry, stone mason
Blockwork: block laying
Pointing: repointing, brick pointing
Dry stone walling
Stone carving

# plastering and drywall
Plastering: plasterer, plasterwork
Skimming: skim plastering
Rendering: external rendering
Drywall: dry lining, drylining, plasterboarding, drywall installation, gypsum board, plasterboard fixing, sheetrock, drywalling
Lime plastering: lime plaster
Screeding: floor screeding
Suspended ceilings: ceiling fixing, suspended ceiling installation
Stucco
Taping and jointing: tape and jointing, drywall finishing
Dot and dab

# painting and wallpaper
Painting and decorating: decorating, painter and decorator, house painting, painting & decorating
Interior painting: painting interiors
Exterior painting: painting exteriors
Spray painting: paint spraying
Wallpapering: wallpaper hanging, paperhanging, paper hanging, hanging wallpaper
Varnishing: wood varnishing
Surface preparation: sanding and filling
Airless spraying
Lacquering
Gilding

# tiling
Tiling: tile laying, laying tiles, tile setting, tiler
Wall tiling: tiling walls
Floor tiling: tiling floors
Grouting
Mosaic: mosaic laying, mosaics
Tile cutting: cutting tiles
Natural stone laying

# floor laying
Flooring: floor laying, laying floors, floor fitting
Parquet laying: parquet flooring, laying parquet
Laminate flooring: laminate laying, laying laminate
Vinyl flooring: vinyl laying, lino laying, linoleum laying
Carpet fitting: carpet laying, laying carpet

# roofing
Roofing: roofer, roof work
Slating: roof slating
Flat roofing: flat roofs
Lead work: leadwork
Gutter installation: guttering
Roof tiling
Thatching
Felt roofing

# scaffolding
Scaffolding: scaffold erection, scaffolder, erecting scaffolds
Scaffold inspection
PASMA: mobile tower scaffold, mobile access towers

# windows and kitchens
Glazing: glazier, window glazing
Window fitting: window installation, fitting windows
Kitchen fitting: kitchen installation, fitting kitchens
Bathroom fitting: bathroom installation
Shop fitting: shopfitting

# concrete and ground works
Formwork: shuttering, concrete formwork
Concreting: concrete work, concrete placing, pouring concrete
Rebar: steel fixing, reinforcing steel, rebar tying
Paving: block paving
Groundworks: ground works
Demolition
Damp proofing: waterproofing of basements
Asbestos awareness
Concrete finishing
Asphalt laying: asphalting, tarmac laying, tarmacking
Kerb laying: laying kerbs
Road building: road construction
Piling
Site clearance

# construction management
Site management: construction site management, construction management
Quantity surveying: quantity surveyor, quantity take-off
Cost estimation: estimating, cost estimating
Land surveying: surveying
SMSTS: site management safety training scheme
SSSTS
Setting out: site setting out
Primavera: primavera p6
Building regulations: building codes
Bill of quantities: boq, bills of quantities

# repairs about the house
Handyman work: handyman skills, odd jobs, general repairs, handyman
Upholstery: upholstering, upholsterer
Locksmithing: locksmith, lock fitting

# lifting and access
Rigging
Rope access: irata
MEWP: cherry picker, mobile elevating work platform, cherry pickers, mobile elevated work platform, ipaf, boom lift
Slinging: slinger signaller, slinging and signalling
Scissor lift: scissor lifts

# construction card
CSCS card: cscs, construction skills certification scheme

# lifting and carrying
Manual handling: safe lifting, safe manual handling
Lifting: heavy lifting

# tools
Power tools: use of power tools, using power tools
Hand tools: use of hand tools, using hand tools

# safety in construction
Confined spaces: confined space entry, confined space work, working in confined spaces
Working at height: work at height, working at heights, work at heights

# safety at work
Health and safety: h&s, health & safety, hse, occupational health and safety, ohs, workplace health and safety, workplace safety, occupational safety, safety at work, health safety and environment, whs
Lockout/tagout: loto, lock out tag out, lockout tagout
PPE: personal protective equipment
COSHH: control of substances hazardous to health
OSHA: occupational safety and health administration
NEBOSH: nebosh general certificate
IOSH: iosh managing safely
Risk assessment: risk assessments, assessing risks
Fire safety
Fire warden: fire marshal
ATEX: explosive atmospheres
5S: 5s method

# vehicle repair
Car repair: car mechanics, automotive repair, auto repair, vehicle repair, motor mechanics, repairing cars, auto mechanics, car maintenance
Vehicle maintenance: vehicle servicing
Engine diagnostics: vehicle diagnostics, car diagnostics
OBD: obd scanning, on-board diagnostics, onboard diagnostics, obd2, obd ii
Brake repair: brakes, brake servicing
Body repair: car body repair, panel beating, auto body repair, bodywork repair
Car painting: vehicle spray painting, automotive painting
Tyre fitting: tyre changing, tire changing
MOT testing: mot, mot test
Bicycle repair: bike repair, cycle repair, bicycle mechanics, bike mechanics, bicycle maintenance
Motorcycle repair: motorbike repair
Diesel engines: diesel mechanics
Gearbox repair: transmission repair
Clutch replacement
Suspension repair: suspension and steering
Wheel alignment: tracking and alignment
Exhaust fitting
Oil changes: oil change
Auto electrics: vehicle electrics, automotive electrics
EV repair: electric vehicle repair, electric vehicle maintenance, ev maintenance
Engine rebuilding: engine repair, engine overhaul
Windscreen replacement: windscreen fitting
E-bike repair

# hydraulics and mechanics
Hydraulics: hydraulic systems
Pneumatics: pneumatic systems
Mechatronics: mechatronic systems

# engineering
Mechanical engineering
Electrical engineering

# machine maintenance
Preventive maintenance: planned preventive maintenance, ppm, planned maintenance, preventative maintenance
Machine maintenance: machinery maintenance
Machine operation: operating machines, machine operating, operating machinery
Conveyor maintenance
Bearings: bearing replacement
Lubrication
Pump maintenance: pump repair
Predictive maintenance: condition monitoring
Welding machine maintenance
Lift maintenance: elevator maintenance, lift repair

# production
Robotics: robot programming, industrial robots
Assembly: assembly work, assembly line work
Quality control: qc, quality inspection, quality checks
TPM: total productive maintenance
FMEA: failure mode and effects analysis, failure modes and effects analysis

# driving licence
Driving licence: driver's licence, driver licence, driver's license, car licence, driving licence b, driving licence class b, driving licence category b, category b licence, class b licence, full driving licence, clean driving licence, valid driving licence, uk driving licence, full uk driving licence, drivers permit, driving permit, full clean driving licence, driver's licence b, b licence, licence b
HGV licence: heavy goods vehicle licence, lgv licence, large goods vehicle licence, truck licence, lorry licence, hgv driving licence, truck driving licence, lorry driving licence, hgv, lgv
HGV driving: truck driving, lorry driving, hgv driver, truck driver, lorry driver
CDL: commercial driver's license, commercial driving licence
PCV licence: bus licence, passenger carrying vehicle licence, bus driving licence, psv licence
Bus driving: bus driver
ADR: adr certificate, adr licence, dangerous goods by road
Driver CPC: certificate of professional competence, cpc driver
Motorcycle licence: motorbike licence, category a licence
Trailer licence: category be licence, b+e
Minibus licence: d1 licence, minibus driving
Class 1 HGV: hgv class 1, class 1 driving, c+e licence, category c+e, ce licence
Class 2 HGV: hgv class 2, class 2 driving, category c licence
Moped licence

# road haulage
Tachograph: digital tachograph, tachographs

# forklift and lifting trucks
Forklift licence: forklift license, forklift certificate, forklift truck licence, flt licence, fork lift licence, forklift permit, forklift driving licence
Forklift: forklift driving, forklift operation, fork lift truck, forklift truck, flt, forklift operating, forklift truck driving, fork lift, operating a forklift, driving a forklift, fork-lift truck, forklift driver
Reach truck: reach truck driving, reach truck operation
Pallet truck: pallet jack, pump truck
Counterbalance forklift: counterbalance truck
Side loader
Order picker truck: low level order picker, llop
VNA truck: very narrow aisle

# construction machines
Crane operation: crane operating, operating cranes, crane driving
Excavator operation: digger driving, excavator operator, operating excavators, 360 excavator
Telehandler: telescopic handler
Bulldozer operation: bulldozer driving
Dumper driving: dumper operation, dump truck
Roller operation: ride-on roller
Tower crane
Mobile crane
Loader operation: wheel loader, front loader
Backhoe: backhoe loader

# warehouse work
Warehouse work: warehousing, warehouse operations, warehouse operative
Warehouse management: managing a warehouse
WMS: warehouse management system, warehouse management systems
Order picking: picking and packing, pick and pack, picking, order pickers, pick & pack
Packing: packaging
Loading: loading and unloading, loading vehicles, truck loading
Goods dispatch: despatch, dispatching goods
Palletising: palletizing
Barcode scanning: rf scanning, handheld scanners, rf scanner
Labelling goods
Cold store work: cold storage work
Sorting: parcel sorting

# logistics
Logistics
Supply chain management: scm, supply chain
Route planning: routing of deliveries, planning routes
Fleet management: vehicle fleet management
Transport planning: transport management
Dispatching: dispatch
Inventory planning
Last-mile delivery: last mile delivery
Shipping: shipping and receiving

# delivery
Parcel delivery: delivering parcels, courier work, package delivery
Food delivery: delivering food, meal delivery
Newspaper delivery
Van driving: van driver
Bicycle courier: cycle courier
Furniture delivery
Removals: house removals, furniture removals

# freight and customs
Freight forwarding: forwarding
Customs clearance: customs declarations, customs procedures
Incoterms: incoterms 2020, international commercial terms

# driving passengers
Taxi driving: private hire driving, taxi driver
Chauffeuring: chauffeur, chauffeur driving
School bus driving
Coach driving

# gardening
Gardening: garden maintenance, gardener, garden work
Landscaping: landscape gardening, landscape construction
Garden design: landscape design
Pruning: tree pruning, shrub pruning
Weeding
Composting
Lawn laying: turf laying, turfing
Greenhouse work: greenhouse growing
Seed sowing: sowing
Propagation: plant propagation
Strimming: brush cutting, brushcutter
Plant care: plant knowledge
Vegetable growing: growing vegetables
Greenkeeping: greenkeeper

# trees and forest
Tree surgery: arboriculture, tree felling and pruning, tree surgeon, arborist work
Chainsaw: chainsaw operation, chain saw, chainsaw use, chainsaws, chainsaw licence, chainsaw certificate

# gardening
Lawn care: lawn mowing, mowing, grass cutting, lawn maintenance
Hedge trimming: hedge cutting
Planting
Horticulture
Irrigation: irrigation systems

# farming
Farming: farm work, agriculture, agricultural work
Tractor driving: tractor operation, driving a tractor, driving tractors
Milking: dairy milking, milking cows
Animal husbandry: livestock farming, livestock care, animal care on farms
Beekeeping: bee keeping, apiculture, beekeeper
Forestry
Viticulture: wine growing, winegrowing, grape growing
Lambing
Sheep shearing: shearing
Calving
Poultry keeping: poultry farming
Pig farming
Fruit picking: picking fruit, harvest work
Combine harvester: combine driving
Crop spraying: pesticide application
Hay making
Organic farming

# flowers
Floristry: flower arranging, floral design, florist, flower arrangement

# pests
Pest control: pest management

# animals
Dog walking: walking dogs
Dog training: training dogs
Dog grooming: pet grooming
Dog handling: handling dogs
Cat care: cat sitting
Pet sitting: pet care
Horse riding: equestrian skills, riding horses
Animal care
Animal training
Kennel work
Stable work: mucking out
Horse care: horse grooming
Farriery: horse shoeing, shoeing horses

# fishing
Fishing: commercial fishing

# sewing
Sewing: machine sewing, sewing machine
Dressmaking: dress making
Tailoring: tailor, bespoke tailoring
Clothing alterations: garment alterations, alterations, altering clothes
Pattern cutting: pattern making
Hemming
Overlocking: overlocker
Curtain making: making curtains
Quilting
Upholstery sewing
Garment fitting

# handicraft
Knitting
Crochet: crocheting
Embroidery
Weaving
Pottery: ceramics
Basket weaving
Macramé
Candle making
Soap making
Origami

# jewellery and watches
Jewellery making: jewelry making, making jewellery
Goldsmithing: goldsmith
Watch repair: watchmaking, repairing watches, clock repair

# leather and shoes
Shoe repair: cobbling, shoe mending
Leatherwork: leather working, leather craft, leathercraft

# printing
Bookbinding: book binding
Screen printing: silkscreen printing, screenprinting
Offset printing: litho printing
Laser cutting
Sign making: signwriting, sign writing
Glass blowing: glassblowing
`
