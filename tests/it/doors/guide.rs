//! `docs/guides/doors.md` shows the real output of every command in it. `HAITAO_WRITE=1 cargo test guide` writes it anew.

use std::process::Command;

const PATH: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/guides/doors.md");

/// What a command line prints, by the program in place of `haitao` and in the folder of the guide.
fn printed(line: &str) -> String {
    let program = env!("CARGO_BIN_EXE_haitao");
    let line = line.replace("haitao ", &format!("\"{program}\" "));
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/guides");
    let output =
        Command::new("sh").arg("-c").arg(&line).env("NO_COLOR", "1").current_dir(folder).output().expect("a shell");
    assert!(output.status.success(), "{line}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("text").trim_end().to_owned()
}

#[cfg(unix)]
#[test]
fn the_guide_shows_what_is_printed() {
    let guide = std::fs::read_to_string(PATH).expect("the guide");
    let mut parts = guide.split("```console\n$ ");
    let mut anew = parts.next().expect("a beginning").to_owned();
    let mut commands = 0;
    for part in parts {
        let (block, rest) = part.split_once("\n```").expect("an end of the block");
        let command = block.lines().next().expect("a command");
        anew.push_str(&format!("```console\n$ {command}\n{}\n```{rest}", printed(command)));
        commands += 1;
    }
    assert!(commands >= 6, "{commands} commands");
    if std::env::var_os("HAITAO_WRITE").is_some() {
        std::fs::write(PATH, anew).expect("a guide that can be written");
        return;
    }
    assert!(
        anew == guide,
        "docs/guides/doors.md shows something else than is printed: HAITAO_WRITE=1 cargo test guide"
    );
}
