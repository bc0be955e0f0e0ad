#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

import GRDB
import Localization

/// Why a file cannot be used, for people. What is rare stays in the words of the system.
extension Texts {
    /// - Parameter code: an `errno`.
    static func reason(_ code: Int32) -> LocalizedText {
        switch code {
        case ENOSPC, EDQUOT: noRoom
        case EACCES, EPERM: LocalizedText("permission denied", ru: "нет доступа")
        case EROFS: readOnly
        case ENOENT: LocalizedText("no such file or folder", ru: "нет такого файла или папки")
        case ENOTDIR: LocalizedText("not a folder", ru: "это не папка")
        case EISDIR: LocalizedText("a folder", ru: "это папка")
        default: verbatim(String(cString: strerror(code)))
        }
    }

    static func reason(_ error: DatabaseError) -> LocalizedText {
        switch error.resultCode {
        case .SQLITE_FULL: noRoom
        case .SQLITE_IOERR:
            LocalizedText(
                "the disk could not be read or written; it may be full",
                ru: "ошибка чтения или записи; возможно, на диске нет места")
        case .SQLITE_READONLY: readOnly
        case .SQLITE_CANTOPEN: LocalizedText("it cannot be opened", ru: "не удаётся открыть")
        case .SQLITE_BUSY, .SQLITE_LOCKED:
            LocalizedText("another program keeps it locked", ru: "файл занят другой программой")
        case .SQLITE_NOTADB, .SQLITE_CORRUPT: LocalizedText("the file is damaged", ru: "файл повреждён")
        default: verbatim(error.message ?? "\(error.resultCode)")
        }
    }

    private static let noRoom = LocalizedText("no room is left on the disk", ru: "на диске нет места")
    private static let readOnly = LocalizedText("writing is not allowed", ru: "запись запрещена")

    private static func verbatim(_ text: String) -> LocalizedText { LocalizedText(text, ru: text) }
}
