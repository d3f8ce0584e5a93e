//! A web server on loopback with answers set by the test. Supports HTTP/1.1 and HTTP/2, plain and over TLS, on one
//! port.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};
use std::time::{Duration, Instant};

use http_body_util::combinators::BoxBody;
use http_body_util::{BodyExt, Full};
use hyper::body::{Body, Bytes, Frame, Incoming};
use hyper::{Request, Response};
use hyper_util::rt::{TokioExecutor, TokioIo};
use hyper_util::server::conn::auto;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;

pub type Answer = Response<BoxBody<Bytes, Infallible>>;

/// A request.
#[derive(Clone, Debug)]
pub struct ReceivedRequest {
    pub at: Instant,
    pub method: String,
    pub host: String,
    pub path: String,
    pub headers: BTreeMap<String, String>,
}

/// How the server answers a request.
pub enum Reaction {
    Answer(Answer),
    /// Closes the connection.
    Reset,
    /// Sends nothing, and keeps the connection open.
    Silence,
}

type Handler = dyn Fn(&ReceivedRequest, usize) -> Reaction + Send + Sync;

pub struct Server {
    pub address: SocketAddr,
    /// The server's certificate, in PEM.
    pub certificate: String,
    seen: Arc<Mutex<Vec<ReceivedRequest>>>,
    _runtime: tokio::runtime::Runtime,
}

impl Server {
    /// Starts a server. `answer` receives the request and the number of earlier requests for its path.
    pub fn start(answer: impl Fn(&ReceivedRequest, usize) -> Reaction + Send + Sync + 'static) -> Self {
        Self::start_at("127.0.0.1", answer)
    }

    /// Starts a server at another loopback address.
    pub fn start_at(
        address: &str,
        answer: impl Fn(&ReceivedRequest, usize) -> Reaction + Send + Sync + 'static,
    ) -> Self {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
        let seen = Arc::new(Mutex::new(Vec::new()));
        let names = ["a.cloudnotes.dev".to_owned(), "github.com".to_owned()];
        let key = rcgen::generate_simple_self_signed(names).unwrap();
        let der = key.signing_key.serialize_der().try_into().unwrap();
        let provider = Arc::new(tokio_rustls::rustls::crypto::ring::default_provider());
        let mut config = ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(vec![key.cert.der().clone()], der)
            .unwrap();
        config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
        let acceptor = TlsAcceptor::from(Arc::new(config));
        let listener = runtime.block_on(TcpListener::bind((address, 0))).unwrap();
        let address = listener.local_addr().unwrap();
        let handler: Arc<Handler> = Arc::new(answer);
        let log = seen.clone();
        runtime.spawn(async move {
            loop {
                let Ok((stream, _)) = listener.accept().await else { return };
                tokio::spawn(connection(stream, acceptor.clone(), handler.clone(), log.clone()));
            }
        });
        Self { address, certificate: key.cert.pem(), seen, _runtime: runtime }
    }

    /// The URL of `path` on this server.
    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// The requests so far.
    pub fn seen(&self) -> Vec<ReceivedRequest> {
        self.seen.lock().unwrap().clone()
    }

    /// The number of requests for `path`.
    pub fn count(&self, path: &str) -> usize {
        self.seen().iter().filter(|seen| seen.path == path).count()
    }
}

async fn connection(
    stream: TcpStream,
    acceptor: TlsAcceptor,
    handler: Arc<Handler>,
    log: Arc<Mutex<Vec<ReceivedRequest>>>,
) {
    let mut first = [0];
    if stream.peek(&mut first).await.is_err() {
        return;
    }
    let reset = Arc::new(tokio::sync::Notify::new());
    let service = {
        let reset = reset.clone();
        hyper::service::service_fn(move |request: Request<Incoming>| {
            let deed = answer(&request, &handler, &log);
            let reset = reset.clone();
            async move {
                match deed {
                    Reaction::Answer(answer) => Ok::<_, Infallible>(answer),
                    Reaction::Silence => std::future::pending().await,
                    Reaction::Reset => {
                        reset.notify_one();
                        std::future::pending().await
                    }
                }
            }
        })
    };
    let server = auto::Builder::new(TokioExecutor::new());
    // A TLS handshake starts with this byte (RFC 8446 §5.1).
    if first == [0x16] {
        if let Ok(stream) = acceptor.accept(stream).await {
            let _ = server.serve_connection(TokioIo::new(stream), service).await;
        }
        return;
    }
    tokio::select! {
        _ = server.serve_connection(TokioIo::new(stream), service) => {}
        () = reset.notified() => {}
    }
}

fn answer(request: &Request<Incoming>, handler: &Arc<Handler>, log: &Arc<Mutex<Vec<ReceivedRequest>>>) -> Reaction {
    let text = |value: &hyper::header::HeaderValue| String::from_utf8_lossy(value.as_bytes()).into_owned();
    let headers: BTreeMap<_, _> =
        request.headers().iter().map(|(name, value)| (name.to_string(), text(value))).collect();
    let host = headers.get("host").cloned().or_else(|| request.uri().host().map(str::to_owned)).unwrap_or_default();
    let seen = ReceivedRequest {
        at: Instant::now(),
        method: request.method().to_string(),
        host,
        path: request.uri().path_and_query().unwrap().to_string(),
        headers,
    };
    let mut log = log.lock().unwrap();
    let before = log.iter().rev().take(200).filter(|old| old.path == seen.path).count();
    log.push(seen.clone());
    drop(log);
    handler(&seen, before)
}

/// A response with this status and no headers.
pub fn status(status: u16) -> Reaction {
    with(status, &[], "")
}

/// An HTML page.
pub fn page(html: &str) -> Reaction {
    with(200, &[("content-type", "text/html; charset=utf-8")], html)
}

/// A redirect.
pub fn redirect(status: u16, to: &str) -> Reaction {
    with(status, &[("location", to)], "")
}

pub fn with(status: u16, headers: &[(&str, &str)], body: &str) -> Reaction {
    bytes(status, headers, body.as_bytes().to_vec())
}

pub fn bytes(status: u16, headers: &[(&str, &str)], body: Vec<u8>) -> Reaction {
    build(status, headers, Full::new(Bytes::from(body)).boxed())
}

/// An endless HTML page, sent in pieces.
pub fn endless(start: &'static str, piece: &'static str, pause: Duration) -> Reaction {
    build(200, &[("content-type", "text/html")], Endless { start: Some(start), piece, pause, sleep: None }.boxed())
}

fn build(status: u16, headers: &[(&str, &str)], body: BoxBody<Bytes, Infallible>) -> Reaction {
    let mut answer = Response::builder().status(status);
    for (name, value) in headers {
        answer = answer.header(*name, *value);
    }
    Reaction::Answer(answer.body(body).unwrap())
}

struct Endless {
    start: Option<&'static str>,
    piece: &'static str,
    pause: Duration,
    sleep: Option<Pin<Box<tokio::time::Sleep>>>,
}

impl Body for Endless {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        if let Some(start) = self.start.take() {
            return Poll::Ready(Some(Ok(Frame::data(Bytes::from_static(start.as_bytes())))));
        }
        let pause = self.pause;
        let sleep = self.sleep.get_or_insert_with(|| Box::pin(tokio::time::sleep(pause)));
        match sleep.as_mut().poll(cx) {
            Poll::Pending => Poll::Pending,
            Poll::Ready(()) => {
                self.sleep = None;
                Poll::Ready(Some(Ok(Frame::data(Bytes::from_static(self.piece.as_bytes())))))
            }
        }
    }
}

/// A proxy that answers plain requests with a page, and connects tunnels to `after`. Returns its address and the
/// request lines it received.
pub fn proxy(after: SocketAddr) -> (SocketAddr, Arc<Mutex<Vec<String>>>, tokio::runtime::Runtime) {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0")).unwrap();
    let address = listener.local_addr().unwrap();
    let lines = Arc::new(Mutex::new(Vec::new()));
    let log = lines.clone();
    runtime.spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(proxied(stream, after, log.clone()));
        }
    });
    (address, lines, runtime)
}

async fn proxied(stream: TcpStream, after: SocketAddr, log: Arc<Mutex<Vec<String>>>) {
    let mut stream = tokio::io::BufReader::new(stream);
    let mut first = String::new();
    let mut line = String::new();
    while stream.read_line(&mut line).await.is_ok_and(|read| read > 2) {
        first = if first.is_empty() { line.trim_end().to_owned() } else { first };
        line.clear();
    }
    log.lock().unwrap().push(first.clone());
    if first.starts_with("CONNECT ") {
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\n\r\n").await;
        let mut target = TcpStream::connect(after).await.unwrap();
        let _ = tokio::io::copy_bidirectional(&mut stream, &mut target).await;
    } else {
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 0\r\n\r\n").await;
    }
}

/// A port that answers each connection with `bytes`, and closes it.
pub fn raw(bytes: &'static [u8]) -> (SocketAddr, tokio::runtime::Runtime) {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0")).unwrap();
    let address = listener.local_addr().unwrap();
    runtime.spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            // Unread data would reset the connection.
            let mut request = [0; 4096];
            let _ = tokio::io::AsyncReadExt::read(&mut stream, &mut request).await;
            let _ = stream.write_all(bytes).await;
        }
    });
    (address, runtime)
}
