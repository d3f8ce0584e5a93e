//! Lines that the rules about terms must, or must not, report.

use crate::common::terms::{check, fixed, spelled};
use notelint::markdown::document::Document;
use notelint::terms::Terms;
use notelint::terms::dictionary::{BRANDS, Dictionary};
use notelint::terms::grammar;
use notelint::text::source::Source;

/// Lines with the expected findings, if any.
const LINES: &[(&str, &[&str])] = &[
    // Regions that are never read.
    ("`aws dynamodb batch-get-item` で取得", &[]),
    ("- aws elasticache --region us-east-1 describe-cache-clusters", &[]),
    ("- aws dynamodb list-tables", &[]),
    ("arn:aws:dynamodb:us-east-1:123456789012:table/t", &[]),
    ("[CloudWatch](https://docs.aws.amazon.com/AmazonCloudWatch/latest/)", &[]),
    ("---\ntags:\n  - aws/route53\n---\n\n本文", &[]),
    ("## dynamodb の設計", &["dynamodb → DynamoDB"]),
    ("[[cloudwatch]] を参照", &[]),
    ("[[メモ|Route53 のメモ]]", &[]),
    ("値は $dynamodb$ とする", &[]),
    ("cloudwatch:PutMetricData を許可する", &[]),
    ("elasticache.amazonaws.com への通信", &[]),
    ("github-actions と my-kubernetes と kubernetes-sigs", &[]),
    ("#github #kubernetes", &[]),
    ("@github に連絡", &[]),
    ("./vscode/settings と .vscode", &[]),
    ("Stack Overflow: kubernetes タグ", &[]),
    ("r/kubernetes を読む", &[]),
    ("tags: kubernetes", &[]),
    ("any bucket with sagemaker in the name, any object with tag sagemaker", &[]),
    ("image: \"kubernetes\"", &[]),
    ("sudo yum install powershell", &[]),
    ("brew install vscode", &[]),
    ("$ github login", &[]),
    ("`k`ubernetes", &[]),
    ("<https://github.com/Github/x>", &[]),
    ("![Github](github.png)", &[]),
    ("<!-- Github -->", &[]),
    // The same words with other meanings.
    ("「Azure Private Link」を使用して", &[]),
    ("AWS Private Linkで接続する", &["AWS Private Link → AWS PrivateLink"]),
    ("Privatelinkで接続する", &["Privatelink → PrivateLink"]),
    ("publish an image to the Azure Container Registry", &[]),
    ("Amazon Elastic Container Registry", &[]),
    ("connect directly, do not connect with Direct Connect", &[]),
    ("an API gateway of our own", &[]),
    ("Elastic 社の Elasticsearch Service", &[]),
    ("Azure AD B2C", &["Azure AD B2C: gone"]),
    ("Azure AD Graph", &[]),
    ("Cognitive Services OpenAI User ロールを付与", &[]),
    ("cognitive services in general", &[]),
    ("generates CloudWatch events", &[]),
    ("Kinesis Data Analytics for SQL は終了した", &[]),
    ("Mac OS X と node", &[]),
    ("Github2 というテーマ", &[]),
    // History and comparison.
    ("CSPM: Azure Security Center → Microsoft Defender for Cloud", &[]),
    ("2016/6/14 Azure SQL Data Warehouse 一般提供開始", &[]),
    ("2024/6/14 Azure SQL Data Warehouse を検証", &["Azure SQL Data Warehouse → Azure Synapse Analytics"]),
    ("IAM Identity Center（旧 AWS SSO）", &[]),
    ("旧称: AWS Single Sign-On", &[]),
    ("It was formerly called AWS SSO.", &[]),
    ("used to be known as CloudWatch Events", &[]),
    ("Stackdriverから改称された", &[]),
    ("an Azure AD tenant", &["Azure AD → Microsoft Entra"]),
    ("Azure ADテナント", &["Azure AD → Microsoft Entra"]),
    ("Azure ADの設定", &["Azure AD → Microsoft Entra ID"]),
    ("Azure AD for developers", &["Azure AD → Microsoft Entra ID"]),
    ("Azure Active Directory Premium P1", &["Azure Active Directory Premium P1 → Microsoft Entra ID P1"]),
    ("Azure AD Domain Services", &["Azure AD Domain Services → Microsoft Entra Domain Services"]),
    ("Amazon **EC2** Container Registry", &["Amazon EC2 Container Registry → Amazon Elastic Container Registry"]),
    ("CloudWatch\nEvents", &["CloudWatch Events → Amazon EventBridge"]),
    ("Windows Azure Active Directory", &["Windows Azure Active Directory → Microsoft Entra ID"]),
    // Inflection, punctuation, neighbours.
    ("DynamoDB's streams, ConfigMaps, Lambdas, EC2s", &[]),
    ("ElasticacheをVPCに置く", &["Elasticache → ElastiCache"]),
    ("（Github）、「Gitlab」。", &["Github → GitHub", "Gitlab → GitLab"]),
    ("Githubは、Github.", &["Github → GitHub", "Github → GitHub"]),
    ("Elastic Cache と Elasticcache", &["Elastic Cache → ElastiCache", "Elasticcache → ElastiCache"]),
    ("CLOUDWATCH ALARM", &[]),
    ("cloud formation のスタック", &["cloud formation → CloudFormation"]),
    ("in front of the cloud front end", &[]),
    ("Postgresql と Mysql と Nodejs", &["Postgresql → PostgreSQL", "Mysql → MySQL", "Nodejs → Node.js"]),
    ("postgresql と mysql と nodejs と terraform", &["postgresql → PostgreSQL", "mysql → MySQL"]),
    ("Multi AZ, MultiAZ, Multi-AZ, multi-AZ", &["Multi AZ → Multi-AZ"]),
    ("Cosmosdb と KeyVault", &["Cosmosdb → Cosmos DB", "KeyVault → Key Vault"]),
    ("『Githubのすべて』", &[]),
    ("Open search を押す。desktop app Sync と Workspaces、DragonFly BSD", &[]),
    ("App Sync と Amazon Workspaces", &["App Sync → AppSync", "Workspaces → WorkSpaces"]),
    ("hugo completion powershell を実行する", &[]),
];

#[test]
fn lines_are_understood_in_context() {
    check(&Terms::embedded(), LINES);
}

#[test]
fn parts_of_other_words_are_not_short_forms() {
    let terms = Terms::embedded();
    let none: [String; 0] = [];
    for word in ["クラスタリング", "フィルタリング", "ユーザビリティ", "プレイヤー", "リクルーター", "レイヤード"]
    {
        assert_eq!(spelled(&terms, word), none, "{word}");
    }
    assert_eq!(spelled(&terms, "クラスタとクラスターとWebサーバ群"), ["クラスタ", "クラスター", "サーバ"]);
    assert_eq!(spelled(&terms, "サーバレスとサーバーレス"), ["サーバレス", "サーバーレス"]);
    assert_eq!(spelled(&terms, "コンテナ―の場合"), none);
    assert_eq!(spelled(&terms, "負荷（ふか）と可用性(かようせい)"), ["（）", "()"]);
    assert_eq!(spelled(&terms, "ELB(Elastic Load Balancing)と負荷（ふか)"), none);
}

#[test]
fn the_article_follows_the_name() {
    let article = |text: &str, old: &str, new: &str| {
        let source = Source::new(text.to_owned()).unwrap();
        let document = Document::parse(&source);
        let start = document.prose().text().find(old).unwrap();
        grammar::article(&document, &(start..start + old.len()), new).map(|edit| edit.text)
    };
    assert_eq!(article("in an Azure AD tenant", "Azure AD", "Microsoft Entra").as_deref(), Some("a"));
    assert_eq!(article("A CloudWatch Events rule", "CloudWatch Events", "Amazon EventBridge").as_deref(), Some("An"));
    assert_eq!(article("the Azure AD tenant", "Azure AD", "Microsoft Entra"), None);
    assert_eq!(article("a Windows Azure VM", "Windows Azure", "Microsoft Azure"), None);
}

#[test]
fn all_names_in_a_long_line_are_found() {
    // The time is measured by `tests/bench/growth.py`.
    let source = Source::new("Azure ADとGithubとサーバ、".repeat(10_000)).unwrap();
    let document = Document::parse(&source);
    assert_eq!(Terms::embedded().find(&document).len(), 30_000);
}

/// The built-in dictionaries.
fn dictionaries() -> Vec<Dictionary> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("rules/dictionaries");
    let read = |name: &str| std::fs::read_to_string(folder.join(name)).unwrap();
    let names = ["aws.toml", "aws_names.toml", "azure.toml", "gcp.toml", "kubernetes.toml", "general.toml"];
    names.iter().map(|name| toml::from_str(&read(name)).unwrap()).collect()
}

#[test]
fn every_name_is_fixed_in_one_step() {
    let terms = Terms::embedded();
    let mut lines = Vec::new();
    for dictionary in dictionaries() {
        for term in &dictionary.terms {
            let name = &term.canonical;
            let spellings = [name.to_string(), name.to_lowercase(), name.replace(' ', ""), name.replace(' ', "-")];
            for spelling in &spellings {
                let brands = BRANDS.iter().filter(|_| term.brand.is_some());
                let branded = brands.map(|brand| format!("{brand} {spelling}"));
                let written = branded.chain([spelling.clone()]);
                lines.extend(written.map(|written| format!("{} と {written} を使う", term.requires_in_file.join(" "))));
            }
        }
        for rename in &dictionary.renames {
            // In these dictionaries, the name that gives the context follows the first word.
            let late = ["service for kubernetes", "amazon elasticsearch service", "nice dcv"];
            let lower = rename.old.iter().map(|old| old.to_lowercase());
            let lower = lower.filter(|old| !late.iter().any(|late| old.ends_with(late)));
            let written = lower.chain(rename.old.iter().map(ToString::to_string));
            lines.extend(written.map(|written| format!("{} と {written} を使う", rename.requires_in_file.join(" "))));
        }
    }
    let twice = |line: &String| {
        let once = fixed(&terms, line);
        let twice = fixed(&terms, &once);
        (once != twice).then(|| format!("{line}\n  {once}\n  {twice}"))
    };
    let wrong: Vec<String> = lines.iter().filter_map(twice).collect();
    assert!(lines.len() > 7_000 && wrong.is_empty(), "{} of {}\n{}", wrong.len(), lines.len(), wrong.join("\n"));
}
