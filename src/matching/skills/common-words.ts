/*!
 * SCOWL: The collective work is Copyright 2000-2016 by Kevin Atkinson as well as any of the copyrights mentioned there. Permission to use, copy, modify, distribute and sell these
 * word lists, the associated scripts, the output created from the scripts, and its documentation for any purpose is hereby granted without fee, provided that the above copyright
 * notice appears in all copies and that both that copyright notice and this permission notice appear in supporting documentation. Kevin Atkinson makes no representations about
 * the suitability of this array for any purpose. It is provided "as is" without express or implied warranty.
 */

/**
 * Real words that a slip could make of a word of the aliases, or the other way round: `wedding` is no wrong `welding`. In the form of `wordsOf`.
 * They are those within the reach of `isSlip` among the common words of SCOWL (http://wordlist.aspell.net, sizes up to 35) and in the skills of the shipped corpora.
 */
export const COMMON_WORDS: ReadonlySet<string> = new Set(`
abdication abscessing abstention abused abuser accented accenting acceptable accessing accosting achieving aching acing addicting addictive addition admit
adore adulteration advance advize affiliated agitation ailed aimed aired alara alienation allegation alter alternation amounting ample amuse analytic analyze
anesthetic animating annal annul antic antiqued anuse appending applicator apply apter architectural arena arraigning artificially ascending assemble
assembled assenting asserting assigning associating associative assorting atmospheric attendance attentive attesting auction authoring authorize autocratic
automatics automating automobile avoid axiomatic backed backer backing badger badgering bagel baked bakery baled baling balking balling banding banker banking
bantering barbecuing barbed barbing bared barer barge barging baring barking barreling barter bartering basel baser bashed bashing basics basil basin basing
basis basked basking baste basted batching battering batting battle bayed baying beach beading beaker beaming beaning beard bearing beech belch belling
belting bender bending besting betting biase biased bicycled bidding biding biked biking binning birding black blake bland blander blank blazer blazing bleak
bleating blended blinder blinding blond blonder bloody bloom blueprinted blunder blush boast boasting boating bogging boiled bonding booing booming booth
booting booty bordering bothering bottled bounce bounced bowing bowler brace bracing braid braining braizing braked braking brandy brandying brash brave
braving braying breed bring brink brisk broad broiler broke broken brood brook brooking brutish bucked bucketing budge budged buffeting built bulling bunch
buoying burring burying bused busing busying buttering cabbing caching caging caked caking calculation calking calming calving cancel caning canker canter
cantering capering captaining captured capturing carding cared carer cargo carol carped carpentered carping carting cartooning carve carving cased casing
caste cause cautioning caving cawing cease ceding cello ceramic certificated certificating chair champ chance chancing changed changer chant chanting charged
charm charming charring charter charting chase chastened chattered cheat checkd checkr cheek cheesed chick chief chili chill chily chime chirp choking chore
chose chuck circled clack clanging clash clasp classy clattered cleaned cleanser clear clearer clearing cleat cleaver cleaving clink cloak clone closer closet
closure cloth clothed clotting cloudy clout clove cluck coaling coast coasting coaxing cocking cockroach codding coded coffer coffined coherence coked coking
collating collation collective collector colon combating coming commence commercially commodity commonest communicative communicator communing communion
communism communist commuted commuter commuting compacting comparing competed competency competent competing compiling complacent complain complained
completing compliant complying composed composing composition compost composting computation compute conceding concerting concession concocting concreted
concurred concurrence concurrently concurring conducting confection confession confided confidence confine connecting connection consent consenting consisting
consoling consorting constriction constructing constructive consultant consume consumed consuming contained contend contest context contiguous continent
contingency continuously continuum contraction contrast controlled convection convent convention convergence conversation conversing convulsing convulsion
cooed cooing cooker cooky cooling cooperate cooping coordinating coordinator coped coping copping coral corded cording coren coring corked corking corned
correcting corrective corrector correlation correspondent corruption cosmology costing costx couch couching could councilor counseled countering county
courser court courting cowed cowing crafty craned crank crash crass crate cratering crating crave craze creatively cremation crisp crisper crispy crock croft
crook crooking crowed crown culling cultured cured curing curricula currying cycled dagger daisy dally dangerously dated debit debut deception decimating
declining decorated decorative deduction deflection deign deigning dejection dejep deliver denial departmental depiction deportation deporting deportment
derail derision derive deriving designating designed desisting desolating desolation destining destruction detain detecting detective detention detonating
detonation detonator detor devolution devor diabetics diagnosed diagnosing dialing dimension direct direction director disable dispelling dispersing
displeasing disposing dissenting distending distribute distributing distributor ditch diver diversify diversion diving docked doily doling domestics doming
donor doping dosing doting doubled doubly dozing draping drawl drawling drawn dressy drier drifting drily drivel droned dross drove ducking durability duress
dusting dusty dying dynamic earthy easing educating ejecting ejection elastics electing election electrically electrician elemental embed embroider
embroidered emergence employed employer empress emulation engendering enhance enlargement enmity enthral entra environmentally equipamento escalating
escalator eternal excavated excavation exclusive executing execution exiting expanse expansion expansive expediency expedient expel expensive experienced
experimentally experimented explanatory expletive explosion expressing expressive extensive extremer fabricating faced facet faction factor faece failing
falling faltering farce faring fastening faster fatter faulty feast featured feeling felting fending fester festering fetter fettering feuding fibber
fictional fidgeting fiend fight filed filet filling filmy filter filtering finale financed financially financier financing fined finer finess fining finish
fired firing firming fishy fitted fiver flank flash flatter flick flighty fling flint flitting flood flooding flora flour flouring flowed flowery flown flunk
fluster flustering fmeda focuse foiling forage force forearming foresting foretasting forewarning forged forger forget forgo forgoe forming formulae forte
found foxing fractional framing freighter freighting freshness friction fright frighting fritter frond fronted frost fruit frying fulling fully functionally
functioned funding gamed gamer gardened gardner garlic gated gazing genapi genera generality generalize generator genii geographically geography giant gibing
glacier gladdening glaring glassy glide glided gliding gloss glowing goading goggle goody grace gracing grade graft grand graphically grasp grassy grate
grating grave graving graying graze grazing greed green greet grinning gripe groove grooving grope groping gross grouping grousing growling grunt guile guise
guttering hairy handier handing handle handled handy hangover haring hating heading heady healing healthy heaping heart hearth heath heave heaving hedged
herring hibernated hiding hiking hinging hired hived hiving hoarse hogging homed homey horde horsed horsing horticultural hosing hospitalize hostel hosting
housed hovel humane husbanded hypothese hypothesize identify illustrate illustrated illustrative imaged imagine immediately incentive inception incision
inclusive incubating incubation indicated indication inducting inept infecting infectious inferior inflating inflation inflection influence informational
informative infraction initialling injecting injunction inoculating inoculation insert inserting insider inspecting inspector instalment instancing instigate
instilling instituted instructed instructing instructive instrumental instrumented insulator insulting integrating intellectually intelligent intensify
intensity intention intentional interaction interception interfaced interfere interjection internationally interned interpret interpreted intersection
interval intervening intimated intravenouse intrusion intrusive intuition invasion invention inventive inversion invert investor invoiced involving irate
irise ironic irrigating irritation isolating isolation iteration joined keeling keening keynoted knotting known laceration lacing laddering lading lager lamer
laming landscaped larger later lathed lather latter laxer layer lazying leaded leaden leafing leaking leaner leaning leaping learnt leash leasing leathery
leaving ledge lefter lending lesion lessen levee lever lewder licked lightning liked liking lilting liming lined linen liner linker linking listing literary
lithe litter lived liven liver loader loafing loaning loathe locale locker locking lodger lofting logistic looked lookout looming looping looser loosing
looting lording loser loving loyal lying machined machinist macho macing magenta malady manage managed manger mango mania manicured manipulating manned marina
marked marker marring martyring marveling masking massaged mastermind mastery maternal mathematical mating matter mattering mealy meant mechanic mechanically
mechanism mechanize mechanizing medal median mediation medicating meditation melting menial mentioning meowing meteorology meting mewing microscope
microscopic midwifed midwive migrating miking miming mincing minting minuet minus minuse minuted minuter miring misused modal molting monkey mooing moping
mopping motel motivation motorcycled mouth mugging mulling muster mustering muttering naive named nation needy negotiator neutral newsy ninny nippy notariat
notional numerically nursed nutritional nutritious objecting objection objectively obstetric occupation odder olden optimal organize organizer orientating
ostentation otter outsider overeating overrating overt pacing packaged packed packet paged pager paging paining paint painted paler paling palled paltry
pamper panda panned panning panting pantry parable paring parking pasturing pasty patent patter pattering patty pauper paver pawing payed payer paying pearl
pecking pellet penetrating peopled perfect peril periphery persona perter pertest pestering peter petitioning phoned phoney phonograph phony photograph
photographed photographic photon physic pickaxing picked picket pickier pickling picky pictured piking pinker pinking piped pivoting plain plane planed planet
planing plank planked planking planner planted plastered plastics plating playable played pliant plumbed pluming plump plumper plumping pluse plush plying
pointed pointer pointing poker policed policy polishing polite ponder poplar poring ported portioning poster postmen postponing posture potter pouting powdery
practicable practically practiced practize prance prayer praying preach predicting prediction preempting prefacing premier premiered prepaying preservation
preserving pressured pretending pretension pretty preventing price prick pricking primate principal print printer prism privater procedural proceeding
procession processional procuring profesional profess professing professionally professor profiting profusion programmed progressing progression progressively
projectile projecting projector prolong promizing promoting prone propagation properly prosecution prospective protect protecting protector protesting prowess
published pucker punishing pupped purchased purchaser putty quack qualifier qualify qualitative quantify quart queued quirk rabbi rabbis ragging raging
raiding railing raining raisin ranking ranting raster rated readability readying realm reaming reaping rearing receptive recession recoiling recommend
recommended recompiling recondition recording recounting recreating recreation reddening redemption redid reduced reforming refrigerating refrigerator refuge
refutation regaining regal regressing regulating rehairing reiteration rejection released reliably relics remaining remit remittance remoter remove rending
rental repaid repeating repenting repleting repressing repression reputation requiring rerouting reserving reset resistant resoling resolved resolver resort
resorting respiration responsible restarting resulting resuscitating retailing retain retaining retch retention retirement retort retorting retrieved
retriever revelation reverting revolting revolution revolve revolving rewriting rhinocerose ricing ridding ridging riling ringing rising risky roach roman
roofed rooking rooming roomy rooster rooter rooting roped rosier rotting rouge rouging rouse rousing routed routeing router routine rugby ruining ruled ruler
rustling rusty saber safer sager salting salve salving sampled sampler sanctioning sapling sassy satellited sauntering sawing scalar scald scalded scale scalp
scalped scaly scant scanting scared scattering schemed schemer scoot scooting score scout scram scrapping screed scrupling sealed sealing seating secondarily
sectioning seeing semen sending sensed sensor sentencing serum serve served serviced servile settling sever sexing shack shaft shall share shareholder shari
shark shattering sheen sheep sheer shelf shelling sheltering shifty shine shingle shirt shock shone shooing shoot shore shorting shouldering shout shouting
shove shrug shuddering shuttling sifting sighing silting silvering simple simulating simulator simultaneously singe singeing singled singling singly sinking
sinning siring sited siting situation skating sketchier sketchy skewing skimp skimping skull slaking slanting slaving slaying sleet slewing slicing slick
slide slimming slinging slitting slunk smack smarter smattering smell smelling smite smiting smock smolder smoldering snack snatching sneaker sneaking
snitching snore snort soapy socked soldier soldiering soled solider solidify soling soloing sorer sourced sowing spaced spacial spade spank spanning spare
sparing spate spattering spearing speck specking specy speed spell spelling spend spewing spice spicing spicy spied spill spilt spite spitting splat splint
spore sport spout sprang sprig springy sprint sprinting sprung spunk sputtering spying staged stagger stair stake stale staled staling stalk stank starboard
starch stare stark starker start started state stater statesmen stating stationing statistic statistically statistician statue statuse stave steal steam steep
steer stenographer stewing sticky stiff stigma still stimulation stinging stink stipulation stitching stockading stocky stoke stole stolid stomp stoned stony
store stork stove strap strata stray stretching string stripping structural strum stuck stuff sturdy stuttering styled stylish submerge submersion submitting
subversive subverted sugary suited supple suppler supplied supportive supposing surviving sweet swell swelling swerving swill swing swinging switching swore
synopse tabled tablet tacking tailing taken taker talking taming tanking taping tasting taxing taxis teach technically technikum telephoned telescope
telescoped telescoping tenor tenser tensing tenting teste thanking there thickening thicket think thinning thong threshing threw ticked tiding tiger tilde
tiled tilling tilting timed timer timescale timing tinkering tired tiring title titling titter toiled toiling tolerating tonal topography touchy tough toying
tracing track trade traffics trail trailer trailing trained trainee trait traitor transacting transaction transformed transforming transistor transiting
transition translate translated transpire transplanting transported transpose trashy treading treed trending tribal trick tricking trill troubled truce
trucking trunk trying tubed tumor tuning turfing twister typed typographic underflow underfoot underrating unfit unfolding unify unite unlocking unread
upholster upholstered upsetting usher vague valued valve venerable ventilate ventilated vilest viral visit voiced volunteered vortex wadding wading wafting
waging wailing waited waiver waiving waking walling wallpapered waning wanting warded warehoused warren wasting water waving weaning wearing wedder wedging
weeding welded welling welter welting whine whiter widow width wield wielding wilder wince wined wining wiping wishing witch witnessing wording wordy worked
world worming would wriggling wring wrinkling writer writhing yearn
`.trim().split(/\s+/))
