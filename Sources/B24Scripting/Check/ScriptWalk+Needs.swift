import Bitrix24
import LuaRuntime
import LuaSyntax

extension ScriptWalk {
    /// What the script says that it needs against what it calls.
    func reportNeeds() {
        let metadata = ScriptMetadata(tree.source.text(0..<tree.source.bytes.count), file: file)
        for problem in metadata.problems {
            report(.badTag, tree.source.range(ofLine: problem.position.line), problem.text, problem.hint)
        }
        if metadata.isReadOnly {
            for use in calls.uses where use.effect != .read {
                report(.writeInReadOnly, use.range, CheckTexts.writeInReadOnly(use.function ?? use.method))
            }
        }
        guard metadata.declaresMethods else { return }
        let declared = metadata.needs.compactMap { need -> (need: Need, kind: Need.Kind, globs: [MethodGlob])? in
            guard case .methods(let kind, let globs) = need.subject else { return nil }
            return (need, kind, globs)
        }
        reportUndeclared(declared.map { ($0.kind, $0.globs) })
        guard !calls.areDynamic else { return }
        for (need, _, globs) in declared {
            for glob in globs where !calls.uses.contains(where: { glob.matches($0.method) }) {
                report(.unusedNeed, place(of: glob, in: need), CheckTexts.unusedNeed(glob.text))
            }
        }
    }

    private func reportUndeclared(_ declared: [(kind: Need.Kind, globs: [MethodGlob])]) {
        for use in calls.uses {
            let kind = Need.Kind(use.effect)
            let fitting = declared.filter { $0.kind.includes(kind) }
            if let function = use.function {
                // It calls several methods; without any need of the kind it can do none of them.
                guard kind != .read, fitting.isEmpty else { continue }
                report(.undeclaredNeed, use.range, CheckTexts.undeclaredFunction(function))
            } else if !fitting.contains(where: { $0.globs.match(use.method) }) {
                report(
                    .undeclaredNeed, use.range, CheckTexts.undeclaredNeed(use.method),
                    CheckTexts.declare("--- @needs \(kind.rawValue) \(use.method)"))
            }
        }
    }

    /// Where a pattern stands in its line.
    private func place(of glob: MethodGlob, in need: Need) -> Range<Int> {
        let line = tree.source.range(ofLine: need.position.line)
        let text = tree.source.text(line).lowercased()
        guard let found = text.firstRange(of: glob.text) else { return line }
        let start = line.lowerBound + text.utf8.distance(from: text.startIndex, to: found.lowerBound)
        return start..<min(start + glob.text.utf8.count, line.upperBound)
    }
}

extension Need.Kind {
    init(_ effect: MethodCatalogue.Effect) {
        self =
            switch effect {
            case .read: .read
            case .write: .write
            case .destructive: .delete
            }
    }

    /// Whether a need of this kind may stand for one of another: what may be written may be read.
    fileprivate func includes(_ other: Need.Kind) -> Bool {
        switch other {
        case .read: true
        case .write: self != .read
        case .delete: self == .delete
        }
    }
}
