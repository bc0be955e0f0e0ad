import Credentials

/// Whether `config.toml` reads, belongs to its owner alone, and names profiles that are there.
enum ConfigurationCheck {
    /// - Parameters:
    ///   - configuration: what the file says; `nil` without a file.
    ///   - writable: the file or its folder, when others may write there.
    ///   - isDemo: whether commands work on the demo portal for want of another one.
    static func decide(
        _ path: String, _ configuration: Result<Configuration, any Error>?, writable: String?, isDemo: Bool
    ) -> Check {
        switch configuration {
        case nil: return .ok(.configuration, Texts.noConfiguration(path, isDemo: isDemo))
        case .failure(let error)?:
            var check = Check.problem(.configuration, error)
            check.fix = check.fix ?? Texts.repairConfiguration
            return check
        case .success(let configuration)?:
            if let name = configuration.defaultProfile, name != Portal.demoName, configuration[name] == nil {
                return .problem(.configuration, Texts.noSuchDefault(name), fix: Texts.chooseDefault)
            }
            if let writable {
                return .warning(
                    .configuration, Texts.othersWrite(writable), fix: Texts.verbatim("chmod go-w '\(writable)'"))
            }
            return .ok(.configuration, Texts.configuredProfiles(path, configuration.profiles.map(\.name)))
        }
    }

    static func look(_ context: Context, isDemo: Bool) -> Check {
        let path = context.environment.configFile
        guard Files.mode(path) != nil else { return decide(path, nil, writable: nil, isDemo: isDemo) }
        let writable = [path, Files.folder(of: path)].first { (Files.mode($0) ?? 0) & 0o022 != 0 }
        let configuration: Result<Configuration, any Error> = Result { try context.environment.configuration.load() }
        return decide(path, configuration, writable: writable, isDemo: isDemo)
    }
}
