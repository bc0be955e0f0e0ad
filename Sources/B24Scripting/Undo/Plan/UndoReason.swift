import Localization

/// Why something of a run is not taken back, or not wholly.
enum UndoReason: Sendable, Equatable {
    /// Nobody knows whether the write ran.
    case inDoubt
    /// b24 knows no inverse of the method.
    case noInverse
    /// Nothing was recorded before the write.
    case notRecorded
    /// The portal did not tell what it had before, with this code.
    case untoldBefore(String)
    /// The portal does not tell what it has now, with this code.
    case untoldNow(String)
    /// Fields that have another value than the run gave them.
    case changedSince([String])
    /// Something that the run has made has been changed; the fields in which that shows.
    case touchedSince([String])
    /// It is not there any more.
    case gone
    /// It was deleted, and is there again.
    case thereAgain
    /// It is as it was before the run already.
    case asBefore
    /// An earlier part of this undo has done it.
    case doneBefore
    /// Items inside that the run has not made.
    case othersItems(Int)
    case othersFunnels(Int)
    case othersFields([String])
    case othersTypes([String])
    /// A smart process is in another place than the run had put it.
    case movedSince(String)
    /// The place to which a smart process would go back is gone.
    case placeGone(String)
    /// The default funnel is another one by now.
    case markedSince
    /// Fields whose value was not kept.
    case withheld([String])
    case files([String])
    /// Lists that add up when they are written, choices of a list field.
    case lists([String])

    // What is lost of something that is made again.
    case newID
    case history
    case productRows
    case fieldValues
    case cards
    case systemStage
    case newLink
    /// What goes along when something that the run has made is deleted.
    case valuesGoAlong

    /// Whether something stays undone because of it; else it is only worth knowing.
    var isShortcoming: Bool {
        switch self {
        case .gone, .thereAgain, .asBefore, .doneBefore, .newID, .history, .productRows, .fieldValues, .cards,
            .systemStage, .newLink, .valuesGoAlong:
            false
        default: true
        }
    }

    /// Why there is no before.
    static func missing(_ before: WriteBefore?) -> UndoReason {
        before?.untold.map(UndoReason.untoldBefore) ?? .notRecorded
    }

    var text: LocalizedText { UndoTexts.reason(self) }
}
