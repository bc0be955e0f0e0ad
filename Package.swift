// swift-tools-version: 6.2
import PackageDescription

// Set in CI: our own targets then refuse every warning. Not the default, so that a newer compiler
// with new warnings does not break a newcomer's build.
let strict = Context.environment["B24_WARNINGS_AS_ERRORS"] == "1"

let swiftSettings: [SwiftSetting] =
    [
        // https://github.com/swiftlang/swift-evolution/blob/main/proposals/0335-existential-any.md
        .enableUpcomingFeature("ExistentialAny"),
        // https://github.com/swiftlang/swift-evolution/blob/main/proposals/0444-member-import-visibility.md
        .enableUpcomingFeature("MemberImportVisibility"),
    ] + (strict ? [.treatAllWarnings(as: .error)] : [])
let cSettings: [CSetting] = strict ? [.treatAllWarnings(as: .error)] : []

let package = Package(
    name: "b24",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "b24", targets: ["b24"]),
        // With the modules whose types its own declarations name: a program that embeds it needs no other product.
        .library(
            name: "B24Scripting",
            targets: [
                "B24Scripting", "LuaRuntime", "Bitrix24", "PortalConfiguration", "Permissions", "JSON", "Localization",
            ]),
        .library(name: "LuaRuntime", targets: ["LuaRuntime", "JSON", "Localization"]),
        .library(name: "Bitrix24", targets: ["Bitrix24", "JSON", "Localization"]),
        .library(name: "PortalEmulator", targets: ["PortalEmulator", "Permissions", "JSON", "Localization"]),
        .library(name: "Credentials", targets: ["Credentials", "Bitrix24", "Localization"]),
        .library(name: "Libraries", targets: ["Libraries", "Bitrix24", "Localization"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    ],
    targets: [
        // Floor 1: no knowledge of Lua or Bitrix24.
        .systemLibrary(
            name: "CLua", pkgConfig: "lua5.4",
            providers: [.apt(["liblua5.4-dev"]), .brew(["lua@5.4"])]),
        .target(name: "CLuaShim", dependencies: ["CLua"], cSettings: cSettings),
        .target(name: "CCurl", cSettings: cSettings),
        .target(name: "CTerminal", cSettings: cSettings),
        .target(name: "CIsolation", cSettings: cSettings),
        .target(name: "CSodium", cSettings: cSettings),
        .target(name: "CSecretService", cSettings: cSettings),
        .target(name: "CCatalogue", exclude: ["catalogue.json"], cSettings: cSettings),
        .target(name: "CStandardLibrary", cSettings: cSettings),
        .target(name: "Localization", swiftSettings: swiftSettings),
        .target(name: "JSON", swiftSettings: swiftSettings),
        // Starting other programs, and waiting for them.
        .target(name: "ChildPrograms", swiftSettings: swiftSettings),
        .target(name: "LuaSyntax", swiftSettings: swiftSettings),
        .target(name: "TOML", dependencies: ["Localization"], swiftSettings: swiftSettings),
        // Access codes, grants, and who may do what: pure, for the local portal and the scripts alike.
        .target(name: "Permissions", dependencies: ["JSON", "Localization"], swiftSettings: swiftSettings),

        // Configuration as code without a portal: model, check, comparison, plan.
        .target(
            name: "PortalConfiguration", dependencies: ["JSON", "Localization", "LuaSyntax", "Permissions"],
            swiftSettings: swiftSettings),

        // Floor 2: the Lua host knows no Bitrix24, the portal client knows no Lua.
        .target(
            name: "LuaRuntime", dependencies: ["CLuaShim", "LuaSyntax", "JSON", "Localization"],
            swiftSettings: swiftSettings),
        .target(
            name: "Bitrix24", dependencies: ["CCurl", "CCatalogue", "JSON", "Localization"],
            swiftSettings: swiftSettings),

        // Profiles and where their secrets live.
        .target(
            name: "Credentials",
            dependencies: [
                "CSecretService", "CSodium", "ChildPrograms", "Bitrix24", "JSON", "TOML", "Localization",
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
            ],
            swiftSettings: swiftSettings),

        // What teams share: format, lock, store and sources of script libraries. Knows no Lua.
        .target(
            name: "Libraries", dependencies: ["CSodium", "ChildPrograms", "Bitrix24", "TOML", "Localization"],
            swiftSettings: swiftSettings),

        // Floor 3: the only place where Lua and Bitrix24 meet; and the local portal.
        .target(
            name: "B24Scripting",
            dependencies: [
                "CIsolation", "CStandardLibrary", "LuaRuntime", "LuaSyntax", "PortalConfiguration", "Bitrix24",
                "Permissions", "JSON",
                "Localization",
            ],
            swiftSettings: swiftSettings),
        .target(
            name: "PortalEmulator",
            dependencies: [
                "JSON", "Localization", "Bitrix24", "Permissions",
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "GRDB", package: "GRDB.swift"),
            ],
            swiftSettings: swiftSettings),

        // Lines from a person at a terminal; knows Lua's syntax, no Lua host and no Bitrix24.
        .target(
            name: "LineEditor", dependencies: ["CTerminal", "ChildPrograms", "LuaSyntax", "Localization"],
            swiftSettings: swiftSettings),

        // The run journal: B24Scripting says what is recorded, this room keeps it in SQLite.
        .target(
            name: "Journal",
            dependencies: [
                "CSodium", "B24Scripting", "Bitrix24", "JSON", "Localization",
                .product(name: "GRDB", package: "GRDB.swift"),
            ],
            swiftSettings: swiftSettings),

        // Floor 4.
        .executableTarget(
            name: "b24",
            dependencies: [
                "B24Scripting", "ChildPrograms", "Credentials", "Journal", "Libraries", "PortalConfiguration",
                "PortalEmulator", "LineEditor", "LuaRuntime", "Permissions", "Bitrix24", "JSON", "Localization",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: swiftSettings),

        // Pseudo-terminals for tests, and what those of LineEditor run in one.
        .target(
            name: "TerminalTesting", dependencies: ["Localization"], path: "Tests/TerminalTesting",
            swiftSettings: swiftSettings),
        .executableTarget(
            name: "LineEditorProgram", dependencies: ["LineEditor"], path: "Tests/LineEditorProgram",
            swiftSettings: swiftSettings),
        // What parents of isolated scripts may have before them.
        .target(name: "IsolatedAttempts", path: "Tests/IsolatedAttempts", cSettings: cSettings),
        .executableTarget(
            name: "IsolatedProgram", dependencies: ["B24Scripting", "CIsolation", "IsolatedAttempts"],
            path: "Tests/IsolatedProgram", swiftSettings: swiftSettings),
        // The program that docs/guide/embedding.md explains, built as outsiders build it but for its manifest.
        .executableTarget(
            name: "EmbeddingHost",
            dependencies: ["B24Scripting", "LuaRuntime", "Bitrix24", "JSON", "Localization", "PortalEmulator"],
            path: "Examples/EmbeddingHost/Sources/EmbeddingHost", swiftSettings: swiftSettings),
        .testTarget(
            name: "LineEditorTests",
            dependencies: ["LineEditor", "LineEditorProgram", "TerminalTesting", "Localization"],
            swiftSettings: swiftSettings),
        .testTarget(
            name: "LuaRuntimeTests", dependencies: ["LuaRuntime", "LuaSyntax", "JSON", "Localization"],
            swiftSettings: swiftSettings),
        .testTarget(
            name: "PortalConfigurationTests", dependencies: ["PortalConfiguration", "JSON", "Localization"],
            swiftSettings: swiftSettings),
        .testTarget(name: "ChildProgramsTests", dependencies: ["ChildPrograms"], swiftSettings: swiftSettings),
        .testTarget(name: "LuaSyntaxTests", dependencies: ["LuaSyntax"], swiftSettings: swiftSettings),
        .testTarget(
            name: "PermissionsTests", dependencies: ["Permissions", "JSON", "Localization"],
            swiftSettings: swiftSettings),
        .testTarget(name: "JSONTests", dependencies: ["JSON"], swiftSettings: swiftSettings),
        .testTarget(name: "TOMLTests", dependencies: ["TOML", "Localization"], swiftSettings: swiftSettings),
        .testTarget(
            name: "CredentialsTests",
            dependencies: ["Credentials", "CSodium", "Bitrix24", "JSON", "TOML", "Localization"],
            swiftSettings: swiftSettings),
        .testTarget(
            name: "LibrariesTests", dependencies: ["Libraries", "Bitrix24", "TOML", "Localization"],
            swiftSettings: swiftSettings),
        .testTarget(
            name: "Bitrix24Tests", dependencies: ["Bitrix24", "JSON", "Localization"],
            swiftSettings: swiftSettings),
        .testTarget(
            name: "B24ScriptingTests",
            dependencies: [
                "B24Scripting", "IsolatedProgram", "LuaRuntime", "Permissions", "Bitrix24", "JSON", "Localization",
            ],
            swiftSettings: swiftSettings),
        .testTarget(
            name: "PortalEmulatorTests",
            dependencies: [
                "PortalEmulator", "Permissions", "Bitrix24", "JSON", "Localization",
                .product(name: "GRDB", package: "GRDB.swift"),
            ],
            exclude: ["Fixtures"],
            swiftSettings: swiftSettings),
        .testTarget(
            name: "JournalTests",
            dependencies: [
                "Journal", "B24Scripting", "Bitrix24", "JSON", "Localization",
                .product(name: "GRDB", package: "GRDB.swift"),
            ],
            swiftSettings: swiftSettings),
        .testTarget(
            name: "b24Tests",
            dependencies: [
                "b24", "B24Scripting", "Credentials", "EmbeddingHost", "Journal", "Libraries", "PortalConfiguration",
                "PortalEmulator", "LuaRuntime", "Permissions", "Bitrix24", "JSON", "Localization", "LineEditor",
                "LineEditorProgram", "TerminalTesting", "TOML",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            exclude: ["Screens"],
            swiftSettings: swiftSettings),
    ],
    swiftLanguageModes: [.v6],
    cLanguageStandard: .gnu11
)
