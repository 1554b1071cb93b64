/**
 * What people write into a search field, about as many things as possible: questions, orders, remarks, single words, in good and in hasty English. A
 * corpus is measured by how near these come to its items; see docs/matching.md. Written for this purpose; whoever changes a line changes the
 * percentages of every corpus whose vectors are made afterwards.
 */
export const GENERIC_SENTENCES: readonly string[] = `
Is it going to snow in the mountains this weekend?
weather forecast for the coast
It rained all night and the garden is under water.
how hot does it get in August
The storm took the roof off the old barn.
sunrise and sunset times
Fog again this morning, you could not see the bridge.
how to cook rice so that it doesn't stick
An easy pancake recipe for six people.
Can I freeze cooked potatoes?
what to do with leftover chicken
My bread does not rise and the crust is like stone.
vegetarian dinner ideas
The soup needs more salt and a little lemon.
How long do hard boiled eggs keep in the fridge?
best coffee beans for espresso
A table for four on Friday at eight, please.
which wine goes with fish
The bakery on the corner closes at noon.
cheap flights in October
Which platform does the night train leave from?
Do I need a visa to change planes there?
The hotel lost our booking and put us above the disco.
three days in Rome with children
how to get from the airport to the city centre
lost luggage
My passport expires two months after the trip.
The ferry was late and the sea was rough.
campsites by a lake
car hire without a credit card
What time does the museum open on Mondays?
Turn left at the church and follow the river.
a hike of about two hours with a view
who scored in the final last night
The goalkeeper dropped the ball in the last minute.
rules of offside explained
How often should I train for a half marathon?
My knee hurts when I run downhill.
swimming pool opening hours
She beat her own record by two seconds.
yoga for a stiff back
Which racket is right for a beginner?
The season starts in September and tickets are sold out.
chess openings for white
How far away is the moon?
why is the sky blue
Water boils at a lower temperature high in the mountains.
What do owls eat?
The whale is a mammal and breathes air.
how do vaccines work
Light takes eight minutes from the sun to the earth.
difference between a virus and a bacterium
Can plants hear?
largest desert in the world
The volcano erupted without warning.
photosynthesis
Which planet has the most moons?
dinosaurs with feathers
A triangle with two equal sides.
solve for x: 3x + 7 = 22
percentage calculator
What is the probability of three sixes in a row?
the square root of two is irrational
convert miles to kilometres
When did the Roman Empire end?
The treaty was signed in a railway carriage.
who invented the printing press
queens of England in order
Why did the wall come down in 1989?
The castle was built in the twelfth century and burned twice.
ancient Egypt daily life
capital of Australia
Which countries border the Black Sea?
population of Nigeria
The river flows north into the lake.
list of rivers in Asia
My phone does not charge any more.
how to reset my password
The screen is black but I can hear the fan.
which laptop for a student
Printer says paper jam but there is no paper in it.
How do I move my photos to a new phone?
slow internet in the evening
The app crashes whenever I open the camera.
download the latest driver
undo the last commit in git
How do I sort a list of dictionaries by a key?
Cannot connect to the database: connection refused.
css center a div
What is the difference between a process and a thread?
regular expression for email addresses
The build fails on Windows but not on Linux.
docker container exits immediately
Write a function that reverses a string.
sql join three tables
Spam in my inbox has doubled since last week.
is this email a scam
Translate this sentence into Spanish, please.
write a poem about autumn
Summarise the following text in three sentences.
Give me ten names for a cat.
tell me a joke
What can you do?
hi
thank you very much
good evening
ok
are you a robot
asdf asdf
one two three four
qwertz uiop
blah blah blah
yes
The quick brown fox jumps over the lazy dog.
Happy birthday!
see you tomorrow at the usual place
running shoes size 43
How do I return a jacket that is too small?
The parcel was left in the rain in front of the door.
Where is my order?
discount code not working
washing machine with a low noise level
Which mattress is good for people who sleep on their side?
second hand bicycles near me
The chair arrived with one leg missing.
gift ideas for a colleague
opening hours of the post office
How do I cancel my subscription?
a warm coat under 100 euros
They charged me twice for the same thing.
How do I get candle wax off a table?
The tap drips all night.
paint for a damp wall
How do I hang a heavy mirror on plasterboard?
My neighbour's tree hangs over our fence.
blocked kitchen sink
The heating makes a knocking noise.
when to prune roses
There are ants in the kitchen every spring.
flat pack wardrobe instructions
What is eating my lettuce?
strawberries in a window box
The lawn is full of moss.
how to change a light switch safely
moving house checklist
My dog is afraid of fireworks.
How much should a kitten eat?
The horse refused the last fence.
is chocolate dangerous for dogs
a quiet pet for a small flat
Our parrot has learned the doorbell.
why does my cat wake me at four
The engine light came on this morning.
How often do I change the oil?
winter tyres or all-season tyres
The car in front braked without a reason.
electric cars with a long range
How do I get my driving licence back?
parking in the old town
My bicycle chain keeps coming off.
The bus was full and did not stop.
What is inflation?
current mortgage rates
How do I fill in my tax return?
exchange rate dollar yen
Shares fell sharply after the news.
Should I pay off my loan early?
how much money should I have saved at thirty
The bank closed my account without telling me.
pension calculator
What does this insurance cover?
Where do I register a new company?
The invoice has not been paid for ninety days.
bitcoin price
My landlord wants to raise the rent.
Is a verbal contract binding?
The court dismissed the case.
how do I make a will
Form for a change of address
What are my rights if a flight is cancelled?
They want three months' notice.
witness to an accident
speeding fine from abroad
The election is in two weeks and nobody has a majority.
who is the prime minister of Canada
The city wants to close the street to cars.
What does the parliament actually do?
climate targets for 2030
Protesters blocked the bridge for three hours.
news today
How does the United Nations work?
What is a good film for a rainy evening?
The second season was much worse than the first.
who wrote Don Quixote
How do I tune a guitar?
The choir rehearses every Thursday.
books like the ones I read last summer
lyrics of an old lullaby
The painter used almost no blue.
tickets for the opera
Which camera is good for birds?
learn to draw faces
A novel about a lighthouse keeper.
The orchestra played without a conductor.
best board games for two
how to knit socks
crossword clue: bird, five letters
The dragon guards a door that only opens at night.
level 12 boss strategy
What is the meaning of life?
Is free will an illusion?
The monks get up at three in the morning.
when is Easter this year
difference between Sunni and Shia
She reads the horoscope every morning.
my throat hurts and I have a fever
How much sleep does an adult need?
What does this blood test mean?
The wound is red and warm.
exercises for a herniated disc
side effects of antibiotics
is it normal to be tired all the time
The dentist says two teeth have to come out.
vitamins in winter
How do I get rid of hiccups?
pollen count
I can't sleep and lie awake until the birds begin.
quit smoking for good
My hands shake when I have to speak in front of people.
sunscreen for sensitive skin
How many calories are in an avocado?
lose weight without sport
baby won't sleep through the night
My son is learning to read.
a name for a girl that works in two languages
nursery places in our district
The children fight about everything.
How much pocket money at ten?
My daughter has stopped talking to us.
wedding speech for my brother
We have been married for thirty years today.
My cousin does not answer my letters any more.
My mother is getting forgetful.
he never called me back
I miss my grandmother.
We are looking for a godmother.
my parents do not like my boyfriend
How do I make friends in a new town?
I feel lonely at weekends.
My best friend moved away.
I had a quarrel with my sister about the house.
Nobody remembered my birthday.
I am so happy today, everything went well.
We have finished the puzzle at last!
I caught the biggest fish of the day.
My new neighbours are lovely.
I can't stop worrying about money.
Everybody at work ignores me.
I was bullied at school.
I drink more than I should.
My father died when I was small.
I do not know what to do with my life.
I lost my voice and had to cancel everything.
The reference that I was given was wrong.
I broke my wrist two days before the concert.
After the accident I did not dare to drive.
I am proud of what we built.
I would like to help others.
I am retired and have too much time.
I came to this country without speaking a word of the language.
Which subjects should I choose for my final years at school?
How do I write an essay about a poem?
exam dates for spring
The teacher gave us too much homework.
learn English grammar online
scholarships for engineering students
What is the difference between affect and effect?
The lecture was moved to room 204.
how to cite a web page
flashcards for anatomy
Our school needs volunteers for the summer fair.
The meeting was moved to Thursday afternoon.
How do I ask for a raise?
write a letter of resignation
My boss takes the credit for my work.
part time jobs for students
What does a project manager do?
The shift starts at six and ends at two.
I would like to work with animals.
salary of a nurse
interview questions for an accountant
We need somebody who can weld.
looking for a job in a kitchen
I know Excel and a little bookkeeping.
warehouse work at night
How do I become a pilot?
remote work in marketing
experienced software developer
I have repaired machines for twenty years.
teaching assistant in a primary school
truck driver with a clean licence
The apprentice cut the beam too short.
sales figures of the last quarter
How do we keep customers from leaving?
agenda for the annual meeting
The contract runs until the end of next year.
a logo for a small bakery
Our server room is too warm.
The harvest was poor because of the frost.
price of wheat
How do bees find their way home?
sheep on the road
The tractor is stuck in the mud.
mushrooms you can eat
Which fish live in this river?
a knife for filleting
The lighthouse has been empty since 1974.
The bridge carries four lanes and a footpath.
concrete mix for a foundation
How thick does the insulation have to be?
steel prices
The lift is out of order again.
What voltage does this lamp need?
solar panels on a flat roof
red
music
London
money
doctor
football
summer holidays
computer
house
The colour of the curtains does not match the sofa.
Yesterday I found a coin from 1911 in the garden.
There is a smell of smoke in the stairwell.
a bench in the shade
She wrote the number on the back of her hand.
He always takes the last biscuit.
The clock in the hall is seven minutes fast.
Two men carried a piano across the square.
Who left the window open?
The lamp that I chose in the catalogue is white in the picture and cream when you unpack it, and the switch is on the wrong side for left-handed people.
We are planning a trip around the world with two small children and a dog and wonder which vaccinations, papers and insurances all of us will need.
My neighbour plays the trumpet every evening from nine to eleven, the landlord does nothing about it, and I have to get up at five.
The committee discussed the budget for two hours, adjourned for lunch, and then decided to postpone every decision until the new chairwoman takes office.
Last summer we drove along the coast from north to south, slept in the car, swam before breakfast, and ate nothing but bread, tomatoes and cheese.
I have been learning the violin for half a year, and my teacher says that I hold the bow too tightly and should think less about the left hand.
The old mill at the edge of the village is to become a hotel, which half of the people here welcome and the other half signed a petition against.
When I start the program, a window opens for a second and closes again without a message, and the log file contains only the date and a row of question marks.
I have worked in the same office for eleven years, and every Sunday evening my stomach hurts when I think of the week that is coming.
My parents sold the house that I grew up in, and although I have not lived there for twenty years I cannot drive down that street.
`.trim().split('\n')
