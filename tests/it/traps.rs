//! Typical false positives of term checkers, with the expected results, and similar lines as in real notes, in our own
//! words.

use crate::common::terms::{check, hits_of, spelled};
use notelint::terms::Terms;

/// Lines in regions that are not checked, with ordinary words, other meanings, history, or inflection.
const TRAPS: &[(&str, &[&str])] = &[
    // A. Regions.
    ("`aws dynamodb batch-get-item` で取得", &[]),
    ("* aws opsworks --region us-east-1 create-deployment ", &[]),
    ("arn:aws:lambda:us-east-1:123:function:f を渡す", &[]),
    ("[CloudWatch](https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/)", &[]),
    ("---\ntags:\n  - aws/route53\n---\n\n本文", &[]),
    ("## dynamodb の設計", &["dynamodb → DynamoDB"]),
    ("- [[AWS Transcribe]]- audio to text", &[]),
    ("ec2-userとしてログイン後以下コマンドを試行", &[]),
    ("There is also a tuning parameter $lambda$, which AWS calls a weight", &[]),
    ("Title: C#: app.configに追加修正して保存", &[]),
    ("- **Stack Overflow**: kubernetes タグ", &[]),
    ("r/kubernetes", &[]),
    // B. Words that are services too.
    ("plot:: A private detective hired to expose an adulterer", &[]),
    ("Weather forecast table with item of 6x50 bytes", &[]),
    ("Failed to connect to EFS mount target", &[]),
    ("given the complexity of many organizations, they may need AWS", &[]),
    ("* Machine learning (Kubeflow), run distributed training", &[]),
    ("sequential I/Os", &[]),
    ("* Amplify DataStore provides a queryable on-device DataStore", &[]),
    // C. The same words with another meaning.
    ("「Azure Private Link」を使用して", &[]),
    ("publish an image to the Azure Container Registry", &[]),
    ("Amazon Elastic Container Registry", &[]),
    ("the schemas in the Glue Data Catalog", &[]),
    ("Amazon EMR は分散処理の基盤で、マスターノード、コアノードからなる", &[]),
    ("CentOS のメモ\n\n### 起動設定 ###\n", &[]),
    ("#### 🤖 AWS Machine Learning Engineer Associate (MLA-C01)", &[]),
    ("## AWS Aurora", &["AWS Aurora → Amazon Aurora"]),
    // D. History.
    ("CSPM: Azure Security Center → Microsoft Defender for Cloud", &[]),
    ("2016/6/14 Azure SQL Data Warehouse 一般提供開始", &[]),
    ("# Amazon EMR（Elastic MapReduce）", &[]),
    ("register it in an Azure AD tenant", &["Azure AD → Microsoft Entra"]),
    ("Cognitive Services OpenAI User ロールを付与", &[]),
    // E. Inflection and neighbours.
    ("ConfigMaps, StatefulSets, Lambdas, EC2s and DynamoDB's streams", &[]),
    ("LambaをVPCに置く", &["Lamba → Lambda"]),
    ("`k`ubectl", &[]),
    ("# CLOUDWATCH ALARM", &[]),
    ("Github2 というCSSを選ぶ", &[]),
];

#[test]
fn known_false_positives_are_not_reported() {
    check(&Terms::embedded(), TRAPS);
}

#[test]
fn a_note_that_explains_a_former_name_may_use_it() {
    let terms = Terms::embedded();
    let text = "IAM Identity Center（旧 AWS SSO）を使う。\n\n- ポータルは AWS SSO のまま\n- AWS SSO の設定";
    // The rule does not report an entry that the file explains; the explanation itself is not shown here.
    assert_eq!(hits_of(&terms, text).len(), 2);
}

#[test]
fn parts_of_words_are_not_short_forms_and_decomposed_kana_match() {
    let terms = Terms::embedded();
    let none: [String; 0] = [];
    let words = [
        "クラスタリング",
        "フィルタリング",
        "モニタリング",
        "ユーザビリティ",
        "メンテナンス",
        "メモリアル",
        "プログラマブル",
        "センサス",
    ];
    for word in words {
        assert_eq!(spelled(&terms, word), none, "{word}");
    }
    assert_eq!(spelled(&terms, "「ロード バランサー」を選ぶ"), none);
    // ハ with a combining mark, as macOS writes it.
    assert_eq!(spelled(&terms, "サーハ\u{3099}ーを止める"), ["サーバー"]);
}

/// Lines as in real notes, in our own words.
const MET: &[(&str, &[&str])] = &[
    // Typing mistakes.
    ("DuardDuty で脅威を検知する", &["DuardDuty → GuardDuty"]),
    ("ストリームは Kiesis に流す", &["Kiesis → Kinesis"]),
    ("ログは CloutWatch にある", &["CloutWatch → CloudWatch"]),
    ("Kubernets のノード", &["Kubernets → Kubernetes"]),
    ("パッケージは ubutnu で入れる", &["ubutnu → Ubuntu"]),
    ("Bedlock でモデルを呼ぶ", &["Bedlock → Bedrock"]),
    ("Grapfana で見る", &["Grapfana → Grafana"]),
    ("EventBrige のルール", &["EventBrige → EventBridge"]),
    ("store it in DymamoDB", &["DymamoDB → DynamoDB"]),
    ("Mictosoft の製品", &["Mictosoft → Microsoft"]),
    ("Goole のクラウド", &["Goole → Google"]),
    ("CloudTrails や extract, document, documents, recognition, workspace", &[]),
    ("PostgREST と Postgres と memcache と kubectx", &[]),
    ("Dockerfile, dockerd, Lambdas, lambdas, Kubernetes's", &[]),
    ("xcodebuild で確認, Ruby Gems", &[]),
    ("DynamoDBStreams と MyLamba2 と _Lamba_x", &[]),
    // Casing and spacing.
    ("Redshift は列指向、RedShift は誤り", &["RedShift → Redshift"]),
    ("Postgresql に X-ray を当てる", &["Postgresql → PostgreSQL", "X-ray → X-Ray"]),
    ("AWS glue のジョブ、AWS batch のジョブ", &["glue → Glue", "batch → Batch"]),
    ("AWS config で記録し、AWS backup を取る", &[]),
    ("use AWS step functions or StepFunctions", &["step functions → Step Functions", "StepFunctions → Step Functions"]),
    ("a security group, a read replica, a launch template, a target group, an internet gateway", &[]),
    ("the trusted advisor of the king", &[]),
    ("AWS trusted advisor を見る", &["trusted advisor → Trusted Advisor"]),
    ("an API gateway and the API Gateway", &[]),
    ("CloudWatch logs を読む", &[]),
    ("cloudwatch logs を読む", &["cloudwatch logs → CloudWatch Logs"]),
    ("auto scaling and autoscaling are words, AutoScaling is not", &["AutoScaling → Auto Scaling"]),
    ("Cloud Shell は Google Cloud にも Azure にもある", &[]),
    ("Cloud HSM と Cloud Search", &[]),
    ("PubSub という考え方", &[]),
    ("Google Cloud の PubSub", &["PubSub → Pub/Sub"]),
    ("data flow in general, Dataflow in Google Cloud, dataflows", &[]),
    ("Open API, open source, OpenAI", &[]),
    ("IPSec と OpenVPN と Openvpn", &["IPSec → IPsec", "Openvpn → OpenVPN"]),
    ("Json と Yaml と json と yaml", &["Json → JSON", "Yaml → YAML"]),
    ("Kubernetes の configMap フィールドと ConfigMap", &[]),
    ("Kubernetes の Daemonset", &["Daemonset → DaemonSet"]),
    ("kubectl get configmap で Kubernetes を見る", &[]),
    ("AzureLoadBalancer というサービス タグ", &[]),
    ("- **AppService** - このタグは、Azure App Service の範囲を表す", &[]),
    ("KubeEdge の ServiceBus は HTTP クライアント", &[]),
    ("Azure の ServiceBus に送る", &["ServiceBus → Service Bus"]),
    ("Hyper-v と Power BI と PowerBI", &["Hyper-v → Hyper-V", "PowerBI → Power BI"]),
    ("Sam と Cli と Ami は人の名", &[]),
    // Commands as names in a sentence.
    ("開発環境はdockerで動かす", &["docker → Docker"]),
    ("docker build の後で docker push する", &[]),
    ("イメージは terraform plan の前に作る", &[]),
    ("構成はterraformで管理する", &["terraform → Terraform"]),
    ("AWS の lambda を使う", &["lambda → Lambda"]),
    ("AWS lambda に渡す", &["lambda → Lambda"]),
    ("python の lambda 式", &["python → Python"]),
    ("lambda x: x + 1", &[]),
    ("在集群中使用docker容器", &["docker → Docker"]),
    ("ローカルの docker コンテナ", &["docker → Docker"]),
    ("可执行文件为docker，docker命令后接参数", &[]),
    ("it pulls docker images from a registry", &["docker → Docker"]),
    ("it is made from a docker image", &["docker → Docker"]),
    ("it is what docker image ls shows", &[]),
    ("pull a pre-built docker image", &["docker → Docker"]),
    ("docker images -a, docker images 列出镜像", &[]),
    ("- docker containers start in a second", &["docker → Docker"]),
    ("- docker container", &[]),
    ("- docker start {container-id}", &[]),
    ("ship it with docker and a script", &["docker → Docker"]),
    ("the socket that docker creates, a host that can run docker", &["docker → Docker", "docker → Docker"]),
    ("whatever it runs in (java, docker, ...) is chosen here", &["docker → Docker"]),
    ("the commands (docker, kubectl, ...) that it needs", &[]),
    ("Commands: docker and kubectl, or kubectl and docker", &[]),
    ("- docker engine.service", &[]),
    ("podman instead of docker in our tests", &[]),
    ("installed as docker in the usual folder", &[]),
    ("其中的docker为命令，后接参数", &[]),
    ("使用kubectl get pod查看，再看docker的日志", &["docker → Docker"]),
    ("使用kubectl get docker的日志", &[]),
    ("compose: docker 環境", &["docker → Docker"]),
    ("image: docker", &[]),
    ("docker hub に置く", &["docker hub → Docker Hub"]),
    ("sort it with lambda and map, in AWS too", &[]),
    ("use python3 instead of python in scripts", &[]),
    ("Kubernetes には helm で入れる", &["helm → Helm"]),
    ("all helm charts of Kubernetes", &["helm → Helm"]),
    ("# 安装helm\n\nkubernetes", &["helm → Helm", "kubernetes → Kubernetes"]),
    ("Kubernetes: helm install, helm upgrade, helm repo add, 然后执行helm命令", &[]),
    ("With Kubernetes at the helm, he took the helm. The helm of a ship", &[]),
    ("船の helm を握る", &[]),
    ("terraform code is reviewed, terraform providers is a command", &["terraform → Terraform"]),
    ("AWS Lambda is billed per call. A lambda that is not called is free", &["lambda → Lambda"]),
    ("AWS Lambda and Python: a lambda expression, the lambda parameter", &[]),
    ("Azure has regions, and azure has zones", &["azure → Azure"]),
    ("the sky was azure and the sea was green", &[]),
    ("EC2 の auto scaling group を作る", &["auto scaling group → Auto Scaling group"]),
    ("An EC2 Auto Scaling Group, Auto Scaling groups, and auto scaling as such", &[]),
    ("use EC2 auto scaling behind a load balancer", &["auto scaling → Auto Scaling"]),
    ("DynamoDB can use AWS auto scaling", &["auto scaling → Auto Scaling"]),
    ("RDS for SQL server", &["SQL server → SQL Server"]),
    ("the SQL servers of Azure, an SQL server", &[]),
    ("bring SQL server licenses to Azure", &["SQL server → SQL Server"]),
    ("moved to Azure from an on-premises sql server", &["sql server → SQL Server"]),
    ("the firewall of the sql server in Azure", &[]),
    ("s3 sync, ec2 run-instances", &[]),
    // Brands.
    ("AWS S3 と AWS RDS", &["AWS S3 → Amazon S3", "AWS RDS → Amazon RDS"]),
    ("Amazon Lambda の関数", &["Amazon Lambda → AWS Lambda"]),
    ("AWS IAM と Amazon EC2 と AWS KMS", &[]),
    ("Amazon Certificate Manager", &["Amazon Certificate Manager → AWS Certificate Manager"]),
    ("AWS/EC2 の名前空間と AWS-S3-bucket", &[]),
    ("TerraformによるAWS SQSの構築 - Qiita", &[]),
    ("AWS EKS/ECS", &[]),
    ("flannel は VXLAN、host-gw、AWS VPC などに対応する", &[]),
    ("select \"AWS S3 master key\" in the console", &[]),
    ("it is called \"AWS S3\"", &["AWS S3 → Amazon S3"]),
    // Discontinued services and successors.
    ("OpsWorks で構成を管理", &["OpsWorks: gone"]),
    ("OpsWorks は提供終了した", &[]),
    ("[Set a new size for a Replication Controller] と kubectl は言う", &[]),
    ("Azure Monitor と App Service の診断ログとイベント", &[]),
    ("Snowmobile を呼ぶ、AWS の荷台", &["Snowmobile: gone"]),
    ("a snowmobile and a snowcone", &[]),
    ("AWS CodeCommit に置く", &[]),
    ("CloudFront の OAI", &["OAI ~> origin access control (OAC)"]),
    ("CloudFront の OAI から OAC へ", &[]),
    ("新しいイメージは k8s.gcr.io から registry.k8s.io に移った", &[]),
    ("FlexVolume 已弃用，Kubernetes", &[]),
    ("Kubernetes の FlexVolume", &["FlexVolume ~> CSI"]),
    // Former names.
    ("Microsoft Office 365 を契約", &["Microsoft Office 365 → Microsoft 365"]),
    ("Office 365 E3 のライセンス", &[]),
    ("AAD は追加認証データ", &[]),
    ("Azure の AAD で認証", &["AAD → Microsoft Entra ID"]),
    ("Kinesis Data Firehose から Amazon S3 へ", &["Kinesis Data Firehose → Amazon Data Firehose"]),
    ("StackDriver Logs", &[]),
    ("# Azure Sentinelを使用する", &["Azure Sentinel → Microsoft Sentinel"]),
    ("Azure Sentinel は Microsoft Sentinel になった", &[]),
    ("Amazon QuickSight で可視化", &["Amazon QuickSight → Amazon Quick Sight"]),
    ("cloudwatch events を使う", &["cloudwatch → CloudWatch"]),
    ("Cloudwatch Events のルール", &["Cloudwatch Events → Amazon EventBridge"]),
    ("CloudWatch Event Rules", &["CloudWatch Event Rules → EventBridge rules"]),
    ("AppStream2.0 で配る", &["AppStream2.0 → Amazon WorkSpaces Applications"]),
    ("AWS AppStream 2.0 で配る", &["AWS AppStream 2.0 → Amazon WorkSpaces Applications"]),
    ("Amazon Appstream2.0 で配る", &["Amazon Appstream2.0 → Amazon WorkSpaces Applications"]),
    ("WorkSpaces Applications（旧 AppStream2.0）", &["AppStream2.0 → AppStream 2.0"]),
    ("quicksight で見る", &["quicksight → Amazon Quick Sight"]),
    ("- 2020年: CloudEndure Disaster Recovery を提供", &[]),
    ("Elastic Cloud の Elasticsearch Service と AWS", &[]),
    ("AWS の Elasticsearch Service", &["Elasticsearch Service → Amazon OpenSearch Service"]),
    ("Azure AD B2C, Azure AD Graph", &["Azure AD B2C: gone"]),
    // Typing mistakes in kana.
    ("シュミレーションをデバックする", &["シュミレーション → シミュレーション", "デバック → デバッグ"]),
    ("パラメターデータとメターデータ", &["メターデータ → メタデータ"]),
    ("コードバックアップ", &[]),
];

#[test]
fn lines_of_real_notes_are_understood() {
    check(&Terms::embedded(), MET);
}
