/// What is said about the modules of libraries.
extension Texts {
    func onlyRegisters(_ function: String?, _ module: String, of library: String) -> String {
        let en = function.map { "'\($0)' can't be called" } ?? "nothing can wait"
        let ru = function.map { "'\($0)' вызвать нельзя" } ?? "ждать нельзя"
        return text(
            "\(en) while module '\(module)' of \(library) is being loaded: a library's module only defines functions, and calls the portal, files and timers when one of them is called",
            "\(ru), пока загружается модуль '\(module)' (\(library)): модуль библиотеки только определяет функции, а к порталу, файлам и таймерам обращается, когда их вызывают"
        )
    }

    func loadingTooLong(_ module: String, of library: String, _ limit: Int) -> String {
        text(
            "module '\(module)' of \(library) takes too long to load (more than \(limit) instructions): a library's module only defines functions",
            "модуль '\(module)' (\(library)) загружается слишком долго (больше \(limit) инструкций): модуль библиотеки только определяет функции"
        )
    }
}
