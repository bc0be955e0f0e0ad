// swift-tools-version: 6.2
import PackageDescription

// What a program of your own writes. Here the package b24 lies two folders up; elsewhere the dependency is
// .package(url: "https://git.example.com/b24.git", from: "0.1.0").
let package = Package(
    name: "EmbeddingHost",
    platforms: [.macOS(.v15)],
    dependencies: [.package(name: "b24", path: "../..")],
    targets: [
        .executableTarget(
            name: "EmbeddingHost",
            dependencies: [
                .product(name: "B24Scripting", package: "b24"),
                .product(name: "PortalEmulator", package: "b24"),
            ])
    ]
)
