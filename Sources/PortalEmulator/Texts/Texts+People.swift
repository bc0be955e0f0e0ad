import Localization

/// Workgroups (`api-reference/sonet-group/members/sonet-group-user-get`).
extension Texts {
    static let workgroupIDWrong = LocalizedText(
        "Wrong socialnetwork group ID", ru: "Неверный идентификатор рабочей группы")
    static let workgroupNotFound = LocalizedText("Socialnetwork group not found", ru: "Рабочая группа не найдена")
}
