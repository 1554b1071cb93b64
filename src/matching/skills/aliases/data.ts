/** Data, statistics, machine learning and the sciences that work with them; the form is told in `alias-table.ts`. */
export const DATA = `
# machine learning
Machine learning: ml
Deep learning: dl
Artificial intelligence: ai
Generative AI: genai, gen ai, generative artificial intelligence
Large language models: llm, llms, large language model
Natural language processing: nlp
Computer vision: cv algorithms, machine vision
Reinforcement learning
Neural networks: artificial neural networks, ann, deep neural networks
Convolutional neural networks: cnn, cnns, convnets
Retrieval-augmented generation: rag
Prompt engineering: prompting
Feature engineering
Transfer learning
Clustering: cluster analysis
Classification: classification models
Random forests: random forest
Decision trees: decision tree
Gradient boosting
Anomaly detection: outlier detection
Transformers: transformer models
Fine-tuning: model fine-tuning
Sentiment analysis: opinion mining
Object detection
Image segmentation
Diffusion models

# machine learning operations
MLOps: ml ops, machine learning operations
MLflow
Kubeflow
SageMaker: amazon sagemaker, aws sagemaker
Vertex AI: google vertex ai

# machine learning library
TensorFlow: tensor flow
Keras
PyTorch: py torch, torch
JAX
scikit-learn: sklearn, scikit learn, sci-kit learn
XGBoost: xg boost, extreme gradient boosting
LightGBM
CatBoost
Hugging Face: huggingface, hugging face transformers

# language model tools
LangChain
spaCy
NLTK: natural language toolkit

# image recognition
OpenCV: open cv
Optical character recognition: ocr

# speech technology
Speech recognition: asr, automatic speech recognition, speech to text

# machine learning
Recommender systems: recommendation systems, recommendation engines, recsys
Predictive modelling: predictive analytics, predictive modeling

# statistics
Statistics: statistical methods, stats
Statistical analysis: statistical analyses, statistical data analysis
Linear regression
Logistic regression
Multivariate analysis: multivariate statistics
Factor analysis
Causal inference
Survival analysis
Descriptive statistics

# statistics software
R: r programming, r language, r lang, r statistical software, r studio, rstudio
SPSS: ibm spss, spss statistics, statistical package for the social sciences
Stata
SAS: sas programming, statistical analysis system, sas base
Minitab

# statistics
Bayesian statistics: bayesian inference, bayesian methods
Regression analysis: regression modelling, regression
Time series analysis: time series, timeseries analysis, time series modelling
Hypothesis testing: hypothesis tests, statistical testing
A/B testing: a/b tests, ab testing, ab tests, split testing, a/b experiments
Design of experiments: doe, experimental design
Survey design: questionnaire design
Sampling: survey sampling
Econometrics: econometric modelling
Biostatistics: medical statistics
Operations research: operational research
Monte Carlo simulation: monte carlo methods
Probability: probability theory

# data analysis in Python
pandas: python pandas
NumPy: num py
SciPy
Polars

# plotting library
matplotlib
seaborn
Plotly
ggplot2: ggplot
Bokeh

# data notebook
Jupyter: jupyter notebooks, jupyter notebook, jupyterlab
tidyverse: dplyr
Shiny: r shiny

# business intelligence dashboards
Power BI: powerbi, microsoft power bi, ms power bi, pbi
Tableau: tableau desktop
Qlik Sense: qlik
QlikView
Looker
Looker Studio: google data studio, data studio
MicroStrategy: micro strategy
Metabase
Superset: apache superset
Cognos: ibm cognos, cognos analytics
DAX: data analysis expressions
Power Query: powerquery, excel power query
Power Pivot: powerpivot
SSRS: sql server reporting services
Sisense
Domo
Redash
Kibana

# data dashboards and charts
Business intelligence: bi
Data visualisation: data viz, dataviz, data visualization, visualisation of data
Dashboards: dashboarding, dashboard design, dashboard building, dashboard development
Data storytelling

# data analysis
Data analysis: data analytics, analysis of data, analysing data, data analyst
Data science
Business analysis: ba, business analyst
Exploratory data analysis: eda analysis

# website analytics
Web analytics: website analytics
Google Analytics: ga, ga4, google analytics 4
Google Tag Manager: gtm
Adobe Analytics: omniture
Matomo: piwik
Hotjar
Mixpanel
Amplitude

# data preparation
Data cleaning: data cleansing, cleaning data
Data wrangling: data munging
Data mining
Data transformation
Data validation
Data annotation: data labelling

# data capture
Data entry: data input, data capture
Data collection: data gathering, collecting data
Data quality: data quality management
Web scraping: scraping, screen scraping

# forecasting
Forecasting: forecasts
Demand forecasting
Sales forecasting
Budget forecasting

# reporting
KPI reporting: kpis, key performance indicators, kpi tracking

# data pipelines
ETL: extract-transform-load, extract transform load, etl pipelines, etl processes, etl development
ELT
Data pipelines: data pipeline development
Data engineering

# data warehouse
Data warehousing: data warehouses, data warehouse, dwh, data warehouse design
Data lakes: data lake
Data modelling: data modeling, data models
Dimensional modelling: star schema, kimball modelling
Data governance
Data migration: data migrations
Master data management: mdm

# distributed data processing
(Apache) Spark
PySpark: py spark
(Apache) Hadoop
HDFS: hadoop distributed file system
(Apache) Hive
MapReduce: map reduce
(Apache) Flink
(Apache) Beam

# workflow orchestration of data pipelines
(Apache) Airflow
Dagster
Prefect
(Apache) NiFi
Luigi
Argo Workflows
Oozie

# data transformation
dbt: data build tool, dbt core, dbt cloud

# cloud data warehouse
Databricks: azure databricks
Snowflake: snowflake data warehouse
BigQuery: big query, google bigquery
Redshift: amazon redshift, aws redshift
Azure Synapse: synapse, azure synapse analytics

# data integration tool
Azure Data Factory: adf
SSIS: sql server integration services
SSAS: sql server analysis services
Talend
Informatica: informatica powercenter
Alteryx
Fivetran
Airbyte
Stitch: stitch data
Matillion
Pentaho

# data engineering
Big data
Delta Lake

# geographic information systems
GIS: geographic information systems, geographical information systems, geographic information system
ArcGIS: esri arcgis, arc gis
QGIS: quantum gis
PostGIS: post gis
Remote sensing: satellite remote sensing, earth observation
GPS: global positioning system
LiDAR: light detection and ranging
Photogrammetry
Google Earth Engine: gee

# laboratory analysis
HPLC: high-performance liquid chromatography, high performance liquid chromatography
GC-MS: gas chromatography mass spectrometry, gcms
Gas chromatography: gc
Mass spectrometry: mass spec
PCR: polymerase chain reaction
qPCR: quantitative pcr, real-time pcr
ELISA: enzyme-linked immunosorbent assay
NMR: nuclear magnetic resonance, nmr spectroscopy
Spectroscopy
UV-Vis: uv/vis spectroscopy, uv-vis spectroscopy
Chromatography
Western blot: western blotting
Gel electrophoresis
Pipetting
Sample preparation: sample prep

# cell and molecular biology
Cell culture: cell culturing, tissue culture

# laboratory quality rules
GMP: good manufacturing practice, cgmp, good manufacturing practices
GLP: good laboratory practice
GCP guidelines: good clinical practice, ich-gcp, ich gcp
LIMS: laboratory information management system

# genetics
Bioinformatics
Next-generation sequencing: ngs
CRISPR: crispr-cas9
Flow cytometry: facs
Microscopy
Titration

# engineering simulation
Finite element analysis: fea, fem, finite element method
Computational fluid dynamics: cfd
`
