//! Visits to a server of this computer, which only a test may make.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::TcpListener;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use super::*;

/// A server that answers by path, and remembers what it was asked.
struct Server {
    port: u16,
    asked: Arc<Mutex<Vec<String>>>,
}

fn answer(method: &str, path: &str, port: u16) -> String {
    let redirect =
        |code: u16, to: &str| format!("HTTP/1.1 {code} X\r\nLocation: {to}\r\nContent-Length: 0\r\n\r\n");
    let status = |code: u16| format!("HTTP/1.1 {code} X\r\nContent-Length: 0\r\n\r\n");
    match path {
        "/old" => redirect(301, "/moved"),
        "/moved" => redirect(308, &format!("http://localhost:{port}/new")),
        "/soon" => redirect(301, "/later"),
        "/later" => redirect(302, "/new"),
        "/lost" => redirect(301, "/gone"),
        "/round" => redirect(302, "/round"),
        "/out" => redirect(302, "file:///etc/passwd"),
        "/gone" => status(404),
        "/taken" => status(410),
        "/broken" => status(503),
        "/closed" => status(403),
        "/no-head" if method == "HEAD" => status(405),
        "/wrong-head" if method == "HEAD" => status(404),
        "/cut-head" if method == "HEAD" => String::new(),
        _ => status(200),
    }
}

impl Server {
    fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let asked = Arc::new(Mutex::new(Vec::new()));
        let known = Arc::clone(&asked);
        thread::spawn(move || {
            for stream in listener.incoming() {
                let mut stream = stream.unwrap();
                let mut lines = BufReader::new(stream.try_clone().unwrap()).lines().map_while(Result::ok);
                let first = lines.next().unwrap_or_default();
                lines.take_while(|line| !line.is_empty()).for_each(drop);
                let mut words = first.split(' ');
                let (method, path) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
                let text = answer(method, path, port);
                known.lock().unwrap().push(format!("{method} {path}"));
                let _ =
                    stream.write_all(text.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n").as_bytes());
            }
        });
        Self { port, asked }
    }

    fn at(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    fn ask(&self, path: &str, reach: &Reach) -> Outcome {
        let address = self.at(path);
        all([address.as_str()], reach).remove(&address).unwrap()
    }
}

#[test]
fn what_became_of_an_address_is_told() {
    let server = Server::start();
    let new = format!("http://localhost:{}/new", server.port);
    for (path, wanted) in [
        ("/", Outcome::Fine),
        ("/gone", Outcome::Gone(404)),
        ("/taken", Outcome::Gone(410)),
        ("/lost", Outcome::Gone(404)),
        ("/closed", Outcome::Fine),
        ("/no-head", Outcome::Fine),
        ("/wrong-head", Outcome::Fine),
        ("/cut-head", Outcome::Fine),
        ("/old", Outcome::Moved(new)),
        ("/soon", Outcome::Fine),
        ("/broken", Outcome::Silent("对方的服务器出错（503）".to_owned())),
        ("/round", Outcome::Silent("跳转超过 5 次".to_owned())),
        ("/out", Outcome::Silent("跳转到了不是网页的地址".to_owned())),
    ] {
        assert_eq!(server.ask(path, &Reach::loopback()), wanted, "{path}");
    }
}

#[test]
fn each_address_is_asked_once_and_without_its_body() {
    let server = Server::start();
    let addresses = [server.at("/a"), server.at("/b"), server.at("/a")];
    let found = all(addresses.iter().map(String::as_str), &Reach::loopback());
    assert_eq!(found.len(), 2);
    assert_eq!(*server.asked.lock().unwrap(), ["HEAD /a", "HEAD /b"]);
}

#[test]
fn this_computer_is_never_asked_without_a_test_that_says_so() {
    let server = Server::start();
    let listed = Reach::default().and_inside(&["127.0.0.1".to_owned(), "localhost".to_owned()]);
    for reach in [Reach::default(), listed] {
        let Outcome::Silent(why) = server.ask("/a", &reach) else { panic!("was asked") };
        assert!(why.contains("没有访问"), "{why}");
        let by_name = format!("http://localhost:{}/a", server.port);
        assert!(matches!(all([by_name.as_str()], &reach)[&by_name], Outcome::Silent(_)));
    }
    thread::sleep(Duration::from_millis(50));
    assert!(server.asked.lock().unwrap().is_empty());
}

#[test]
fn a_host_that_stays_silent_is_not_asked_for_ever() {
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let addresses: Vec<String> = (0..4).map(|at| format!("http://127.0.0.1:{port}/{at}")).collect();
    let found = all(addresses.iter().map(String::as_str), &Reach::loopback());
    let why = |at: usize| match &found[&addresses[at]] {
        Outcome::Silent(why) => why.clone(),
        other => panic!("{other:?}"),
    };
    assert_eq!((why(0).as_str(), why(1).as_str()), ("连不上", "连不上"));
    assert!(why(2).contains("没有再试") && why(3).contains("没有再试"));
}
