//! The limits of `outdated-limit` are those in the documentation of botocore.

use std::io::Read as _;
use std::path::Path;

/// For each row of `rules/words/limits.txt`: its first word, the service's folder, and the sentence with the limit.
const SENTENCES: [(&str, &str, &str); 9] = [
    ("Lambda", "lambda", "the maximum allowed value is 1,800 seconds"),
    ("SQS", "sqs", "are both 1 MiB 1,048,576 bytes."),
    ("S3", "s3", "You can store individual objects of up to 50 TB in Amazon S3."),
    ("Kinesis", "kinesis", "The maximum value of a stream's retention period is 8760 hours (365 days)."),
    ("DynamoDB", "dynamodb", "There is a soft account quota of 2,500 tables."),
    ("Lambda", "lambda", "For asynchronous invocations, the maximum payload size is 1 MB."),
    ("Lambda", "lambda", "The default value is 512, but can be any whole number between 512 and 10,240 MB."),
    ("EventBridge", "events", "the total entry size must be less than 1MB."),
    (
        "EBS",
        "ec2",
        "<code>gp3</code>: 1 - 65,536 GiB</p> </li> <li> <p> <code>io1</code>: 4 - 16,384 GiB</p> </li> <li> <p> <code>io2</code>: 4 - 65,536 GiB",
    ),
];

#[test]
fn every_limit_has_a_sentence() {
    let text = include_str!("../../rules/words/limits.txt");
    let rows = text.lines().filter(|line| line.contains(" | ") && !line.starts_with('#'));
    let services: Vec<_> = rows.map(|row| row.split(" | ").next().unwrap()).collect();
    assert_eq!(services, SENTENCES.map(|(service, ..)| service));
}

#[test]
fn botocore_says_the_same() {
    let Some(packages) = std::env::var_os("NOTELINT_BOTOCORE") else { return };
    let package = std::fs::read_to_string(Path::new(&packages).join("botocore/__init__.py")).unwrap();
    let version = format!("__version__ = '{}'", notelint::catalog::limits::origin().version);
    assert!(package.contains(&version), "this botocore does not have {version}");
    for (_, service, sentence) in SENTENCES {
        let folder = Path::new(&packages).join("botocore/data").join(service);
        let mut versions: Vec<_> = std::fs::read_dir(folder).unwrap().map(|version| version.unwrap().path()).collect();
        versions.sort();
        let file = std::fs::File::open(versions.last().unwrap().join("service-2.json.gz")).unwrap();
        let mut text = String::new();
        flate2::read::GzDecoder::new(file).read_to_string(&mut text).unwrap();
        assert!(text.contains(sentence), "{service}: botocore no longer says {sentence:?}");
    }
}
