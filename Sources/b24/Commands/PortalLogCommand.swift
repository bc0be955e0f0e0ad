import ArgumentParser
import JSON
import Localization
import LuaRuntime
import PortalEmulator

/// `b24 portal log`
struct PortalLogCommand: HostCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "log", abstract: Texts.aboutPortalLog[.ofProcess],
            discussion: Texts.discussionPortalLog[.ofProcess])
    }

    @OptionGroup(title: Texts.globalOptions[.ofProcess]) var global: GlobalOptions
    @OptionGroup var place: PortalDataOptions

    @Option(help: help(Texts.optionLogSince))
    var since: Int = 0

    func validate() throws {
        if since < 0 { throw ValidationError(Texts.oddLogNumber[.ofProcess]) }
    }

    func execute(_ context: Context) async throws -> ExitStatus {
        guard let folder = place.folder(context.environment) else {
            throw Complaint.usage(Texts.memoryHasNoLog, hint: Texts.portalLogNeedsFolder)
        }
        let records: [WriteRecord]
        do {
            guard let found = try LocalPortal.writes(inFolder: folder, since: since) else {
                throw Complaint.failure(Texts.noPortalData(folder), hint: Texts.portalLogNeedsFolder)
            }
            records = found
        } catch let error as LocalPortalError {
            throw Complaint.failure(error.text)
        }
        var result = CommandResult()
        result.results = [LuaValue(.array(records.map { .object(Self.row($0)) }))]
        if records.isEmpty {
            context.output.talk(Texts.emptyPortalLog[context.language])
            result.showsDataByDefault = false
        }
        return Presenter(context: context).show(result)
    }

    /// Every row has all members, so that tables and CSV have all columns.
    private static func row(_ record: WriteRecord) -> JSONObject {
        let ids = record.objectIDs.map { JSONValue.integer(Int64($0)) }
        return [
            "number": .integer(Int64(record.number)), "time": .string(record.date()),
            "request": .integer(Int64(record.request)), "user": record.userID.map { .integer(Int64($0)) } ?? .null,
            "app": record.clientID.map { .string($0) } ?? .null,
            "method": .string(record.method), "outcome": .string(record.outcome.name),
            "code": record.outcome.code.map { .string($0) } ?? .null,
            "entity_type_id": record.entityTypeID.map { .integer(Int64($0)) } ?? .null,
            "id": ids.count > 1 ? .array(ids) : ids.first ?? .null, "answer": .string(record.answer.rawValue),
            "request_id": record.requestID.map { .string($0) } ?? .null,
        ]
    }
}
