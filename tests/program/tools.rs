//! The programs of others that some tests need: LibreOffice, Python packages, git, schemas.

/// Says that a test passes over what needs `tool`, and how to get it.
///
/// Fails the test where `RECTO_REQUIRE_TOOLS` is set to anything but `0`, as `.ci/run` does: there every tool
/// must be present, for a test that is skipped proves nothing.
#[track_caller]
pub fn missing(tool: &str, remedy: &str) {
    let required = std::env::var_os("RECTO_REQUIRE_TOOLS");
    let is_required = required.is_some_and(|value| !value.is_empty() && value != "0");
    assert!(
        !is_required,
        "{tool} is missing ({remedy}), and RECTO_REQUIRE_TOOLS is set"
    );
    eprintln!("skipped: {tool} is missing ({remedy})");
}

/// Whether Python has the module `name`. Says so, or fails the test, where it does not: see [`missing`].
#[track_caller]
pub fn python_has(name: &str, remedy: &str) -> bool {
    let imported = std::process::Command::new("python3")
        .args(["-c", &format!("import {name}")])
        .output();
    let has = imported.is_ok_and(|output| output.status.success());
    if !has {
        missing(&format!("the Python module {name}"), remedy);
    }
    has
}
