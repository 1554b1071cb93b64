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
abdication abscessing abstention abused abuser academics accented accenting acceptable accessing accosting achieving aching acing acrylics addicting addictive
addition additionally admit adore adulation adulteration advize affiliated aggressive aggressor agitation ailed aimed aimless aired alara alienation
allegation alter alternate alternating alternation alternatively amounting ample amputation amuse analogy analytic analyze anesthetic angel angler animating
annal annexation annotating annul antic antiqued anuse appending applicator apply apter aquatics architectural arena argumentative arraigning articulated
articulately artificially ascending assemble assembled assenting asserting assigning assignment associated associating associative assorting atmospheric
attendance attentive attesting auction authoring authorize autocratic automatics automating automobile avoid axiomatic backed backer backing badger badgering
bagel baked bakery balanced baled baling balking balling banding banker banking banned banter bantering barbecued barbed barbing bared barer barge barging
baring barking barraging barreling barter bartering basel baser bashed bashing basics basil basin basing basis basked basking baste basted batching bathe
battering batting battle bayed baying beach beaching beading beaker beaming beaning bearding bedding beech belch belling below belting bender beside besting
betting bewaring biase biased bicycled bidding biding biked biking binning birding bitch black blackbird blake blanching bland blander blank blaring blazer
blazing bleak bleating blending blinded blinder blinding blond blonder bloody bloom blotching blown blueprinted bluffer blunder blush boarder boast boasting
boating boding bogging boiled bolder bonding boning booing booming booth booting booty bordering bosom botch bothering bottled bounce bounced bowed bowing
bowler boxing brace bracing braid braining braizing braked brandy brandying brash brave braving braying breaching breaking breathing breed bring brink brisk
broaching broad broiler broke broken brood brook brooking broom brutish bucked bucketing budge budged buffed buffet buffeting built bulldoze bulldozed bulling
bunch buoying burnt burring burying bused busing busying buttering cabbing cabled caching caging caked caking calculator calking calming cancel candidacy
candled caning canker canter cantering canvase canvasing canvass capering captaining captivated captivity captured capturing carding cared carer cargo carol
carped carpentered carping carting cartooning carve cased casing caste castigate castling casual casually caused caution cautioning caving cawing cease ceding
centered ceramic certain certificated certificating chair champ chance chancing changed changer chant chanting charged charm charming charring charter chase
chastened chattered chatting chauffeured cheat cheating checkd checkr cheek cheeking cheery cheesed chick chief chili chill chilled chillier chily chime
chipper chiropractor chirp choking chore chose chuck chucking circled circulating circulation clack clanging clapper clarification clash clashing clasp classy
clattered clattering clause cleaned cleanser clear clearer clearing cleat cleaver cleaving clink clipped cloak cloistering clone closer closet closure cloth
clothed clotting cloudy clout clove cluck clutter cluttering coaling coalition coast coasting coaxing cocking cockroach codding coded coffer coffined
coherence coiling coked coking collating collation collective collector colon combating combined combing comforting coming commence commendation commercially
commodity commonest communicative communicator communing communion communism communist commuted commuter commuting compacting compaction comparing compassing
compassion compensating competed competency competent competing competition compilation compiling complacent complain complained complexion compliant
complying composed compost composted composure compressing compressor computation compute conceding concerting concession concocting concreted concurred
concurrence concurrently concurring condensation conditional conditioned conducted confection confession confided confidence confine confounding connecting
connection connective connector consent consenting conservation consisting consoling consorting constancy constriction constructing constructive consultant
consultation consume consumed consuming contacting contained contend contest context contiguous continent contingency continuously continuum contraction
contrast convection convent convention convergence conversational conversing convicting conviction convulsing convulsion cooed cooing cooker cooky cooling
cooperate cooping coordinated coordinating coordinator coped coping copping coral corded cording coren coring corked corking corned correcting corrector
correlation correspondent corruption cosmology costx couch couching could councilor counseled counterbalanced countering county coupled courser courting cowed
cowing crafty craned crank crash crashing crass crate cratering crating crave craving craze creak creaking creaming creamy creasing creatively cremating
cremation cresting crisp crisper crispy crock croft crony crook crooking croon crowed crown crutch culling cultivate cultured cured curing curricula currying
curtail curving cycled dabbing dagger daisy dally damper danced dancer dangerously dated dealt dearth debit debunking debut deception decimating declining
decorated decorative deduction defecting deferring deflection deign deigning dejecting dejection dejep deliver demon demonstrating demonstrative demonstrator
denial departmental depiction deportation deporting deportment depth derail derision derive deriving descriptor designating designed desisting desolating
desolation destining destruction detain detecting detective detention deterring detonating detonation detonator detor developed devolution devor diabetics
diagnosed diagnosing dialing differentiate differentiating diffusing digesting dimension direct direction directive director disable discharged disinfecting
dispelling dispersing displeasing disposing dissecting dissenting distending distract distribute distributing distributor ditch diver diversify diversion
diverting divesting diving docked docking dogging doily doling domestics doming donor doping dosing doting doubled doubly dozing draping drawl drawling drawn
dressy drier drifting drily drivel droned droop dross drove ducking dumber dumped dumpier dumpy dunce durability duress dusting dusty dying dynamic earthy
easing echoe eclipsed edema edged edger educating ejecting ejection elastics electing election electrically electrician electrify elemental elevate elevation
ellipse embed embroider embroidered emergence employed employer empress emulation enemy engendering enhance enlargement enmity enthral entrap environmentally
equipamento escalating escalator eternal excavated excavation exchanged exclusion exclusive executing execution exercized exhibiting exhorting exist exiting
expanse expansion expansive expediency expedient expel expensive experienced experimentally experimented explanatory expletive explosion exporting expressing
expressive expulsion extensive extorting extra extremer fabricating faced facet facilitating faction faded faece failing fairy falling faltering farce faring
farmer fastening faster fatter faulty feast featured feeling felting fenced fending fester festering fetter fettering feuding fibber fictional fidgeting fiend
fight filed filet filmy filter filtering finale financed financially financier financing fined finer finess finessing fining finish fired firing firming fishy
fitted fiver flair flame flaming flank flanking flash flatter flesh flick flighty fling flint flitting float flood flooding flora flour flouring flowed
flowery flown flunk fluster flustering fmeda foaming focuse fogey fogging foiling folly forage foraging force forcing fording forearming forensic foresting
foretasting forewarning forged forger forget forgo forgoe forgoing forking formalize formation formulae forte forum found foxing fractional framed fraying
freighter freighting frequently freshness friction fright frighting fritter frond fronted frost fulling fully functionally functioned funding furnishing fused
gamed gamer gardened gardner garlic gated gazing gelding genapi genera generality generalize generator genii geographically geography giant gibing glacier
gladdening glaring glassy glide glided gliding glittering gloss glowing goading goggle goody grace gracing grade graft grand graphically grasp grassy grate
grating grave graving graying graze grazing greed green greening greet grinning gripe groove grooving grope groping gross grouching grouping grousing growling
grunt guess guile guise gutted hairy hamming handier handing handle handled handy hanged hangover hardest harem haring harking harvested hasting hating
hawking heading heady healing healthy heaping heart hearth heath heave heaving hedged herring hibernated hiding hiking hinging hired hived hiving hoarse
hocking hogging holier holler homed homey hooting horde horsed horsing horticultural hosing hospitalize hostel housed hovel humane humming husbanded hypothese
hypothesize icing ideal identify illustrate illustrated illustrative imaged imagine imitative immediately immigrating impressing impressive incentive
inception incision incubating incubation indicated indication individually inducting inept infecting infectious inferior inflating inflation inflection
influence influenced informational informative infraction initialize initialling initiating initiation injecting injunction inoculating inoculation insert
inserting insider inspecting inspector instalment instancing instigate instilling instituted instructed instructing instructive instrumental instrumented
insulator insulting intact integrating intellectually intelligent intensify intensity intention intentional interaction interception interfaced interfere
interjection internationally interned interpret interpreted intersection interval intervening interviewed interviewer intimated intimation intonation
intravenouse intrusion intrusive intuition invasion invention inventive inversion invert investor invoiced involving irate irise ironic irrigating irritation
isolating iteration itinerant joined joining keeling keening kernel keynoted kiting knifed knive knotting known laceration lacing laddering lading lager
lamenting lamer lamination laming landscaped larger later lathed lather lathering latter laxer layer lazying leaded leaden leafing leaking leaky leaner
leaning leaping learnt leash leasing least leathery leaving lecturing ledge lefter lending lesion lessen levee lever lewder libeling licked lightning liked
liking lilting limed liming limitation lined linen liner lingo linker linking listing lithe litter littering lived liven liver loaded loafer loafing loaning
loathe locale locker locking lodger lofting loitering looked lookout looming looping looser loosing looting lording loser louder loving loyal lubricating
lying lymphatics machined machinist macho macing magenta malady manage managed manger mango mania manicured manipulating manned marina mariner marital marked
marker marring martyring marveling masking massaged mastermind mastery match maternal mathematical mating matter mattering mealy meant mechanic mechanically
mechanism mechanize mechanizing medal median mediating medicating meditation melting menial mentioning meowing meteorology meter meting mewing microscope
microscopic midwifed midwive migrating miking milky miming mincing minibuse minting minuet minus minuse minuted minuter miring misused mocking modal molting
monkey mooed mooing moping mopped mopping moral motel motivating motorcycled moult mound moved mowed mugging mulling muster mustering mutilation muttering
naive named nation navigating navigational navigator needled needy negatived negotiator neutral newsy ninny nippy notariat noted notional numbed numerically
nursed nutritional nutritious objecting objection objectively obstetric occupation odder olden optimal organics organize organizer orientating orthodontist
ostentation otter outsider overeating overloading overlooked overlooking overrating overt overworking pacing packaged packed packet paged pager paging paining
painted palate paler paling palled palling paltry pamper panda panned panning panting pantry panty parable parent paring parity parking parson partly pasta
pasturing pasty patron patter pattering patty pauper paver pawing payed payer paying pearl pecking pellet penetrating peopled perfect peril periphery
perishing perking persona perter pertest pestering peter petitioning petrol phase phoned phoney phonograph phony photograph photographed photographic photon
phrased physic pickaxing picked picket pickier pickling picky pictured piecing piking pilling pining pinker pinking piped piping pirate pivoting plain plainer
plane planed planet planing plank planked planking planted planter plastered plastics plate platter playable played pleating pliant plumbed pluming plump
plumper plumping pluse plush plying pointed pointer poker policed poling polite polling ponder poplar poring ported portioning poster postmen postponing
posture potent potion potter pouting powdery practicable practically practiced practize prance prayer praying preach predicting prediction preempting
prefacing premier premiered prepaying preservation preserving pressured pretending pretension pretty preventing price pricking primate principal print printer
prism privater privation procedural proceeding procession processional procuring produce profesional profess professing professionally professor profiting
profusion programmed progressing progression progressively projectile projecting projector prolong promizing promoting promotion prone propagating properly
prosecuting prosecution prospective prospering protect protecting protector protesting provision prowess published pucker pulping pulsed pulsing punishing
pupped purchased purchaser purse putty quack qualifier qualify qualitative quantify quart queued quieting quirk quite quitting quota quoted rabbi rabbis
radiating radii ragging raging raiding railing raining raisin ranking ransom ranting raster rated ratio readability reader readying realer realm realty
reaming reaped reaping rearing rebinding receipting receptive recessing recession reclining recoiling recommend recommended recompiling recondition recounting
recouping recover recreating recreation recurring reddening redemption redid reduced reforming refrigerate refrigerating refrigerator refuge refutation
regaining regal regarding regressing regulating rehabilitating rehairing rehash reiteration rejection rejoining relapsed released reliably relics relied
relieving reloading remainder remaining remarking reminded reminiscent remit remittance remoter remove rending rental repaid repeating repenting repleting
repressing repression reprinting reputation requiring rerouting rescued rescuer reserving reset residence resilient resistant resoling resolved resolver
resort resorting respiration responsible restarting restrain restrained resulting resuscitating retailing retain retaining retarding retch retire retirement
retiring retort retorting retrieved retriever revelation revenge reverting revolting revolution revolve revolving rewarding rewriting rhinocerose ricing
ridding rider ridge ridging riling ringing rising risky roach rolled roman roofed rooking rooming roomy roost rooster roosting rooter rooting roped rosier
rotting rotund rouge rouging rouse rousing routed routeing router routine rugby ruining ruled ruler rustling rusty saber sacking safer sager salting
salutation salve salving sampled sampler sanctioning sapling sassy satellited saturating sauced saucer saucy sauntering saving sawing scalar scald scalded
scalding scale scalloping scalp scalped scalping scaly scanned scant scanter scanting scare scared scaring scattering schemed schemer scoot scooting scope
scorching scored scorer scorn scout scram scramming scrapping scream screaming screeching screed scripture scrupling sculptured sculpturing sealed sealing
searing seating secondarily sectioning secured securer seedy seeing selve semen sending sensed sensor sentencing sentient sentimental serum serve served
serviced servile settling sever sewed sexed sexing shack shade shaded shadier shading shaft shaking shall shaming share shareholder shari sharing shark
sharping shattered shattering shaver sheaf sheave sheen sheer sheering shelling sheltering shelved shifty shine shingle shinning shirt shock shocking shone
shooing shoot shore shorting shouldering shout shouting shove shoving showing shown showy shredding shrimping shrug shuddering shunning shuttered shutting
shuttling shying sided siding sidle sifting sighing signaled silting silvering silvery simple simulating simulator simultaneously singe singeing singer
singled singling singly sinking sinning sipping siring sited siting situation skating sketchier sketchy skewer skewing skimp skimping skinning skipping skull
slacking slaking slanting slaving slaying sleek sleepy sleet slewing slicing slick slide slight slimming slinking slipping slitting sliver slopping slowing
slunk smack smacking smarter smattering smearing smell smelling smiling smite smiting smock smocking smolder smoldering snack snacking snailing snatching
sneaker sneaking sneering snide snipping snitch snitching snore snort snorting snowing soaping soapy socked socking soiling soldier soldiering soled solider
solidify soling soloing sopping sorer sourced souring spaced spacial spade spank spanner spanning spare sparing spate spattering spaying spearing speck
specking specy speedy spell spelling spend spewed spewing spice spicing spicy spied spill spilt spite spitting splat splint spore sporting spout sprang
spreading spreed sprig springy sprint sprinting sprung spunk spurt sputtering spying stabled stabler staged stagger staid stain stake staking stale staled
staling stalk stalking stanching standing stank staple starboard starch starching stare stark starker start started state stater statesmen stating stationing
statistic statistically statistician statue statuse stave staving steak steal steaming steamy steeling steep steeping steer stenographer stewing sticking
sticky stiff stigma still stimulation stinger stinging stink stipulation stockading stocky stoke stoking stole stolid stomp stoned stony stoop stopping stored
storey stork storm stormy storytime stove stowing strand strap strata stray straying streak streaking streamline stressing stretching strike string stringing
stripping strode stroked strove structural strum strumming stuck stuff stunting sturdy stuttering styled stylish sublimed sublimer submerge submersion
submitting subversive subverted succeeding sugary suited supple suppler supplied supporter supportive supposing surfaced surviving suspected suspender
swearing sweep sweet swell swelling swerving swill swing swinging switch swore synopse syringed tabled tablet tacking tailing taken taker talking taming
tanking taped taper tapping tasting taxing taxis teach technically technikum teetering telephoned telescope telescoped telescoping temperate tempering tended
tenderize tenderizing tenor tenser tensing tenting terminator teste tethering thanking there thickening thicket think thinning thong thread threshing threw
throat thundering ticked tiding tiger tilde tiled tilling tilting timed timer timescale timing tinder tinkering tinning tirade tired tiring title titling
titter toddle toddled toiled toiling tolerable tolerating tonal toning topography torturing touchy tough towed towel toying trace tracing tract traded trader
traffics trail trailed trailing trained trainee trait traitor transacting transaction transformed transforming transistor transiting transition translate
translated transpire transplanting transportation transported transpose trashy trawler treading treasure treat treed trending tribal trick tricking trill
troubled truce trucking trunk trying tubed tubing tumor twister twitching typed typographic udder underflow underfoot underrating unfit unfolding unify unite
unlocking unread upholster upholstered upsetting usher vaccinating vague validating valued valve vanishing variation vegetation venerable ventilate ventilated
venturing veritable vilest viral visibility voiced volunteered vortex wadding wading wafer wafting waged wager waging wailing waited waive waiver waiving
waking wallpapered waning wanting warded warding warehoused warming warping warren warring wasted wasting watery waved waver waving wearing weave wedder
wedging weeing weeping weigh weighty welded welling welter welting while whine whiten whiter widow width wield wielding wilder willing wince wined wining
wintering wiping wired wishing witch witnessing wondering woody wooed wording wordy worked world worming would wriggling wright wring wrinkling write writhing
yearn
`.trim().split(/\s+/))
