/** Languages, frameworks and tools of software. A line is one skill: `name: alias, alias`; what is in brackets may be left out. */
export const SOFTWARE = `
# JavaScript family of languages
JavaScript: js, ecmascript, java script, vanilla js, vanilla javascript, es6, es2015, es6+, javascript es6
TypeScript: ts, type script
ClojureScript: cljs
WebAssembly: wasm

# JVM language
Java: core java, java se, j2se
Jakarta EE: java ee, j2ee, jee, java enterprise edition
Kotlin
Scala: scala lang
Groovy
Clojure

# scripting language
Python: py, python3, cpython
Ruby: ruby lang
PHP: php hypertext preprocessor, php5, php7, php8
Perl: perl5
Lua
Julia

# systems programming language
Go: golang, go lang
Rust: rustlang, rust lang
Ada

#
C: c language, c programming, ansi c
C++: cpp, c plus plus, cplusplus
C#: c sharp, csharp, c-sharp, c# .net, c#.net

# Apple programming language
Swift: swift programming, swiftlang, swift ios
Objective-C: objc, obj-c, objective c

# .NET language
F#: f sharp, fsharp
Visual Basic: vb, visual basic 6, vb6
Visual Basic .NET: vb.net, vb net
Visual Basic for Applications: vba, excel vba, vba macros, excel macros

# functional programming language
Haskell
Elixir
Erlang
OCaml
Lisp: common lisp
Scheme
Prolog

# older programming language
COBOL
Fortran
Pascal
Delphi: object pascal, embarcadero delphi

# app language
Dart

# numerical computing
MATLAB: mat lab

# business platform language
ABAP: sap abap
Apex: salesforce apex

# blockchain language
Solidity

# low-level programming
Assembly language: assembler, asm, x86 assembly, assembly programming

# shell scripting
Bash: bash scripting, bash scripts
Shell scripting: shell, shell scripts, unix shell, sh, unix shell scripting, shell script
PowerShell: power shell, windows powershell, pwsh

# hardware description language
VHDL
Verilog
SystemVerilog: system verilog

# GPU programming
CUDA: nvidia cuda
OpenCL

# shader language
HLSL
GLSL

# web page markup and styling
HTML: html5, hypertext markup language, xhtml
CSS: css3, cascading style sheets
HTML and CSS: html/css, html5/css3, html5 and css3, html & css
Sass: scss
Less CSS: less.js

# JavaScript front-end framework
React: react.js, reactjs, react js
React Native: reactnative, react-native
Vue: vue.js, vuejs, vue js
Angular: angular.io, angular 2+, angular2
AngularJS: angular.js, angular 1
Svelte: svelte.js, sveltejs
SvelteKit: svelte kit
Next.js: nextjs, next js
Nuxt: nuxt.js, nuxtjs
Ember: ember.js, emberjs
Backbone: backbone.js, backbonejs
Preact
SolidJS: solid.js
Alpine.js: alpinejs
Astro: astro.build
Gatsby: gatsby.js, gatsbyjs
Remix: remix.run
jQuery: j query

# JavaScript state management
Redux: redux toolkit, react redux, react-redux
Zustand
MobX
Pinia
Vuex
RxJS: rx.js

# JavaScript bundler
Webpack
Vite: vite.js, vitejs
Rollup
esbuild
Babel

# CSS framework
Tailwind CSS: tailwind, tailwindcss
Bootstrap: twitter bootstrap, bootstrap css
Material UI: mui, material-ui
Bulma
Chakra UI
Foundation CSS: zurb foundation

# browser graphics
D3.js: d3, d3js
Three.js: threejs, three js
WebGL
WebGPU

# web components
Storybook
Web Components
Hotwire
Stimulus
HTMX

# web development
Responsive web design: responsive design, rwd, mobile-first design
Progressive web apps: pwa, progressive web applications
Single-page applications: spa development, single page apps
Front-end development: frontend, front end, frontend development, front-end engineering, frontend engineering, front-end web development
Web development: web dev, website development, web programming
Web design: website design
Full-stack development: full stack, fullstack, full-stack engineering, full stack web development
Back-end development: backend, back end, backend development, back-end engineering, backend engineering

# JavaScript server
Node.js: node, nodejs, node js
Deno
Bun
Express: express.js, expressjs
Fastify
NestJS: nest.js, nest js
Koa: koa.js
Hapi: hapi.js
Meteor: meteor.js
AdonisJS

# Python web framework
Django
Django REST framework: drf, django rest
Flask
FastAPI: fast api

# Ruby and Elixir web framework
Ruby on Rails: rails, ror
Sinatra
Phoenix: phoenix framework, elixir phoenix

# PHP web framework
Laravel
Symfony
CodeIgniter
CakePHP

# Java framework
Spring
Spring Boot
Hibernate: hibernate orm
Quarkus
Micronaut

# .NET framework
ASP.NET: asp net
ASP.NET Core: asp.net core mvc, aspnet core
.NET: dotnet, dot net, .net core, .net framework, net core, dotnet core, microsoft .net
Blazor
Entity Framework: ef core, entity framework core, ef
Windows Presentation Foundation: wpf
Windows Forms: winforms

# web API
GraphQL: graph ql
REST APIs: rest, restful, rest api, restful api, restful apis, restful services, rest services, restful web services, rest api design, rest api development
SOAP: soap web services
gRPC
WebSockets: web sockets
tRPC
OpenAPI: swagger
API development: api design, application programming interfaces, apis

# software architecture
Microservices: micro services, microservice architecture, microservices architecture
Event-driven architecture: eda, event driven design
Domain-driven design: ddd
Object-oriented programming: oop, object orientation, object-oriented design, oo programming, object oriented
Functional programming: fp
Multithreading: multi-threading, concurrent programming, concurrency
Design patterns: software design patterns
Data structures and algorithms: dsa, algorithms and data structures
MVC: model-view-controller, model view controller
Refactoring: code refactoring
SaaS: software as a service
Debugging: software debugging
Clean code
Software development: software engineering, software developer, software engineer, programming, coding, computer programming

# mobile app development
Android: android sdk, android app development, android apps
iOS: ios sdk, ios app development, ios apps
Mobile development: mobile app development, mobile apps, mobile application development
Flutter
Ionic: ionic framework
Xamarin
.NET MAUI: maui
Kotlin Multiplatform: kmp, kmm
SwiftUI: swift ui
UIKit
Jetpack Compose: compose ui
Xcode
Android Studio
Cordova: apache cordova, phonegap

# games and graphics
Unity: unity3d, unity 3d, unity engine
Unreal Engine: unreal, ue4, ue5
Godot: godot engine
Game development: game dev, games development, game programming
OpenGL
Vulkan
DirectX
Computer graphics
Level design: game level design
Shader programming: shaders
Augmented reality: ar development
Virtual reality: vr, vr development

# containers
Docker: docker containers
Docker Compose
Podman
containerd
Docker Swarm: swarm
Kubernetes: k8s, kube
Helm: helm charts
OpenShift: (Red Hat) OpenShift
Containerisation: containers, containerization
Argo CD: argocd
Istio
Service mesh

# continuous integration server
CI/CD: ci cd, ci-cd, continuous integration and continuous delivery, continuous integration/continuous delivery, continuous integration/continuous deployment, continuous integration and deployment, ci/cd pipelines
Continuous integration: ci
Continuous delivery: continuous deployment
Jenkins
GitLab CI: gitlab ci/cd, gitlab pipelines
GitHub Actions: gh actions
Bamboo
Drone CI
CircleCI: circle ci
Travis CI
TeamCity
Azure DevOps: azure pipelines, vsts

# operations of software
DevOps: dev ops, development operations
DevSecOps
Site reliability engineering: sre

# infrastructure automation
Infrastructure as code: iac
Terraform: hashicorp terraform
OpenTofu
Pulumi
CloudFormation: aws cloudformation, amazon cloudformation
Ansible: red hat ansible
Puppet
Chef: chef infra
SaltStack
Vagrant
Packer
(HashiCorp) Vault

# monitoring of systems
Prometheus
Dynatrace
AppDynamics
CloudWatch: amazon cloudwatch, aws cloudwatch
Icinga
Grafana
Datadog
New Relic
Splunk
ELK stack: elk, elastic stack, elasticsearch logstash kibana
OpenTelemetry: otel
Nagios
Zabbix

# web server
Nginx: engine x
Apache HTTP Server: apache, apache httpd, apache web server
HAProxy
Tomcat: apache tomcat
IIS: internet information services

# cloud platform
AWS: amazon web services, amazon aws, aws cloud
Azure: microsoft azure, ms azure, azure cloud
Google Cloud: gcp, google cloud platform
AWS Lambda
Amazon S3: s3, aws s3
Amazon EC2: ec2, aws ec2
ECS: amazon ecs, aws ecs, elastic container service
EKS: amazon eks, aws eks
DigitalOcean: digital ocean
Heroku
Vercel
Netlify
Cloudflare
OpenStack
Firebase: google firebase
Supabase
Linode
IBM Cloud
Alibaba Cloud
Oracle Cloud: oci, oracle cloud infrastructure
AWS Fargate: fargate
Google Kubernetes Engine: gke
Azure Kubernetes Service: aks

# cloud computing
Serverless: serverless computing, faas
Cloud computing: cloud, cloud technologies

# virtual machines
VMware: vmware vsphere, vsphere
Hyper-V
Virtualisation: virtualization, virtual machines

# database query language
SQL: structured query language, sql queries, sql querying

# relational database
PostgreSQL: postgres, pg, psql, postgre sql, postgre
MySQL: my sql
MariaDB: maria db
SQLite
CockroachDB
Microsoft SQL Server: sql server, mssql, ms sql, ms sql server, microsoft sql

# procedural SQL dialect
T-SQL: transact-sql, transact sql, tsql
PL/SQL: plsql, pl sql, oracle pl/sql
PL/pgSQL: plpgsql

# relational database
Oracle Database: oracle db, oracle, oracle rdbms
Db2: ibm db2

# NoSQL database
MongoDB: mongo, mongo db
Redis
Memcached
Cassandra: apache cassandra
CouchDB
DynamoDB: amazon dynamodb, aws dynamodb, dynamo db
NoSQL: no-sql, nosql databases, non-relational databases

# search engine
Elasticsearch: elastic search, elastic
OpenSearch
Solr: apache solr

# database for special data
Neo4j
ClickHouse
InfluxDB
TimescaleDB
pgvector

# databases
Database administration: dba, database administrator, db administration
Database design: database modelling, relational database design
Relational databases: rdbms, relational database management systems

# object-relational mapper
ORM: object-relational mapping
Prisma: prisma orm
SQLAlchemy: sql alchemy

# messaging
Kafka: apache kafka
RabbitMQ: rabbit mq
ActiveMQ: apache activemq
NATS
MQTT
Message queues: message queuing, message brokers
Amazon SQS: sqs, aws sqs
Google Pub/Sub: pub/sub
ZeroMQ
Redis Streams

# version control
Git: git version control, git vcs
GitHub: git hub
GitLab: git lab
Bitbucket: bit bucket
Subversion: svn, apache subversion
Mercurial
Perforce
Version control: source control, revision control

# software testing
Unit testing: unit tests, unit test
Integration testing: integration tests
End-to-end testing: e2e testing, e2e tests, e2e
Test-driven development: tdd, test first development
Behaviour-driven development: bdd
Test automation: automated testing, automated tests, automation testing, qa automation
Manual testing: manual qa
Quality assurance: qa
Regression testing: regression tests
Performance testing: load testing, performance tests
User acceptance testing: uat, acceptance testing
Penetration testing: pen testing, pentesting, pentest

# unit test framework
Jest: jestjs
Mocha: mochajs
Jasmine
Vitest

# browser test automation
Cypress: cypress.io
Playwright
Selenium: selenium webdriver
WebdriverIO
TestCafe
Puppeteer
Appium

# unit test framework
JUnit: junit5
TestNG
NUnit
xUnit: xunit.net
pytest: py.test
RSpec

# test automation
Cucumber
Postman
JMeter: apache jmeter
k6

# build tools
Maven: apache maven
Gradle
npm: node package manager
Yarn
pnpm
CMake
Make: gnu make, makefiles
Bazel
MSBuild

# operating systems
Linux: gnu/linux, linux os, linux administration
Ubuntu: ubuntu linux
Debian: debian linux
RHEL: red hat enterprise linux, red hat linux, red hat
CentOS
Unix
Windows: microsoft windows, ms windows, windows os
Windows Server: microsoft windows server
macOS: mac os, mac os x, os x, apple macos
FreeRTOS
RTOS: real-time operating systems

# system administration
Active Directory: ms active directory, microsoft active directory, ad ds
System administration: sysadmin, systems administration, system admin
SSH: secure shell
Cron: cron jobs
Backup and recovery: backups, disaster recovery
Group Policy: gpo, group policy objects
Intune: microsoft intune
Entra ID: azure ad, azure active directory, aad, microsoft entra id
Exchange Server: microsoft exchange, ms exchange
LDAP
Jamf: jamf pro
Hardware repair: computer repair, pc repair

# computer networks
TCP/IP: tcp ip, tcp-ip, transmission control protocol
DNS: domain name system
VPN: virtual private networks
LAN/WAN: lan, local area networks
Cisco: cisco networking
Computer networking: networking, computer networks, network engineering
Network administration: network management
Firewalls: firewall administration, firewall configuration
SSL/TLS: tls, ssl
HTTP: hypertext transfer protocol
VoIP: voice over ip, ip telephony, internet telephony
BGP: border gateway protocol
OSPF
Routing and switching: switching and routing
Wi-Fi: wifi, wireless lan, wlan, wireless networks
DHCP
Load balancing: load balancers
Network security
CCNA: cisco certified network associate
CCNP: cisco certified network professional

# IT security
Cybersecurity: cyber security, it security, information security, infosec
OAuth: oauth2, oauth 2.0
SSO: single sign-on, single sign on
IAM: identity and access management
SIEM: security information and event management
OWASP: owasp top 10, owasp top ten
Wireshark
Metasploit
Encryption: cryptography
PKI: public key infrastructure
Incident response: security incident response
Vulnerability management: vulnerability assessment
JWT: json web tokens
Ethical hacking: white-hat hacking
Threat modelling: threat modeling
Digital forensics: computer forensics
CISSP: certified information systems security professional
SOC operations: security operations centre, security operations center
Burp Suite
Nmap

# embedded systems
Embedded systems: embedded, embedded software, embedded development
Embedded C: embedded c programming
STM32
ESP32
Bluetooth Low Energy: ble
Zigbee
Embedded Linux: yocto

# microcontroller board
Arduino
Raspberry Pi: raspberrypi
IoT: internet of things

# hardware bus
CAN bus: controller area network, can-bus
I2C: i²c
SPI: serial peripheral interface
PCB design: printed circuit board design, pcb layout
FPGA: field-programmable gate arrays
Firmware: firmware development
ROS: robot operating system

# industrial automation
PLC programming: plc, programmable logic controllers, plcs, plc programmer
SCADA: supervisory control and data acquisition
LabVIEW: lab view
Simulink

# software project work
Agile: agile methodology, agile methodologies, agile methods, agile development, agile software development
Scrum: scrum methodology
Scrum master: certified scrum master, csm
Kanban
Extreme programming: xp
SAFe: scaled agile framework
SDLC: software development life cycle, software development lifecycle
Pair programming
Code review: code reviews, peer review of code
Technical writing: technical documentation, tech writing
Software architecture: system design, software design, systems architecture
Requirements engineering: requirements analysis, requirements gathering

# software modelling
UML: unified modelling language

# project tracking tool
(Atlassian) Jira
Trello
Asana
Monday.com: monday
ClickUp: click up
Basecamp
Linear
YouTrack
Azure Boards
(Atlassian) Confluence

# user experience design
UX design: ux, user experience, user experience design, ux designer
UI design: ui, user interface design, interface design
UI/UX design: ui/ux, ux/ui, ux/ui design, ui ux
UX research: user research
Wireframing: wireframes
Prototyping: prototypes
Usability testing: usability tests, user testing

# interface design tool
Figma
Sketch: sketch app
Axure: axure rp
Framer
Balsamiq
Adobe XD: xd
InVision

# web accessibility
Accessibility: a11y, web accessibility
WCAG: web content accessibility guidelines
ARIA: wai-aria

# internationalisation of software
Internationalisation: i18n, internationalization
Localisation: l10n, localization

# content management system
WordPress: word press, wp
Drupal
Joomla
TYPO3
CMS: content management systems, content management system
Contentful
Strapi

# online shop software
Magento: adobe commerce
Shopify
WooCommerce
PrestaShop
BigCommerce

# formats and markup
JSON: javascript object notation
XML: extensible markup language
XSLT
YAML
Markdown
LaTeX: tex
Regular expressions: regex, regexp, regexes

# code editor
Visual Studio Code: vs code, vscode
Visual Studio: microsoft visual studio
IntelliJ IDEA: intellij
PyCharm
Eclipse: eclipse ide
Vim: vi, neovim
Emacs: gnu emacs
Sublime Text
`
