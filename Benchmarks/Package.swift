// swift-tools-version: 6.2
import PackageDescription

// Apart from the main package, so that nobody who builds b24 builds its benchmarks.
let package = Package(
    name: "Benchmarks",
    platforms: [.macOS(.v15)],
    dependencies: [.package(name: "b24", path: "..")],
    targets: [
        .executableTarget(
            name: "PageBenchmark",
            dependencies: [
                .product(name: "LuaRuntime", package: "b24"),
                .product(name: "Bitrix24", package: "b24"),
            ])
    ],
    swiftLanguageModes: [.v6]
)
