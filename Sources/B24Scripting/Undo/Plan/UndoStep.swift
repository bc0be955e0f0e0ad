public import Bitrix24
import JSON
public import Localization

/// What is done about one write of a run that is taken back.
public struct UndoStep: Sendable {
    /// In a word, for people and for programs.
    public enum Verdict: String, Sendable {
        /// It is taken back.
        case undo
        /// It could be, but is not: somebody has changed things since.
        case left
        /// It cannot be.
        case impossible
        /// There is nothing to do.
        case nothing
    }

    /// What is done.
    public enum Deed: String, Sendable {
        case delete, restore, recreate, move, mark, none
    }

    /// The number of the write in its run.
    public var write: Int64
    /// Which of the write's effects it is about, from 0.
    var effect = 0
    /// What the run had sent.
    public var command: Command
    /// What it is about.
    public var object: PlannedObject
    /// What happens.
    public var verdict: Verdict
    /// How.
    public var deed: Deed
    /// The fields: what the portal has now, and what it will have.
    public var changes: [PlannedChange] = []
    /// In words: where smart processes move, say.
    public var effects: [LocalizedText] = []
    /// Why it is not taken back, or what is lost of it.
    public var reasons: [LocalizedText] = []
    /// Whether something of it stays undone.
    public var isIncomplete = false

    var acts: [UndoAct] = []

    init(_ deed: RunStory.Deed, _ verdict: Verdict, _ kind: Deed = .none, reasons: [UndoReason] = []) {
        write = deed.handle
        command = deed.command
        object = deed.object
        self.verdict = verdict
        self.deed = kind
        add(reasons)
        if verdict == .left || verdict == .impossible { isIncomplete = true }
    }

    /// By it a resumed undo knows the step again.
    var key: String { effect == 0 ? "\(write)" : "\(write).\(effect)" }

    /// By it a resumed undo knows again what an act has sent.
    func key(ofAct index: Int) -> String { index == 0 ? key : "\(key)/\(index)" }

    mutating func add(_ reasons: [UndoReason]) {
        self.reasons += reasons.map(\.text)
        if reasons.contains(where: \.isShortcoming) { isIncomplete = true }
    }
}

/// One thing that is done to the portal, with the ids of the run's time: those of objects that are made again are put in
/// when it is sent.
enum UndoAct: Sendable, Equatable {
    case send(Command)
    /// Makes an object again; its new id stands for the old one from then on, and so do the new ids of a list field's
    /// choices for these.
    case recreate(Command, PlannedObject, choices: [String] = [])
    /// Puts smart processes into workplaces (`nil`: CRM), by type id.
    case moves([RunStory.Move])
    /// Makes the stages of a funnel equal to these rows.
    case stages(PlannedObject, [JSONObject])
    /// The first funnel of a smart process that was made again stands for its old default one.
    case firstFunnel(PlannedObject, name: JSONValue, sort: JSONValue)
}
