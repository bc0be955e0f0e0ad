/// The console's one stylesheet: light and dark, for narrow windows and wide ones, no fonts or pictures from outside.
enum ConsoleStyle {
    static let sheet = """
        :root {
          color-scheme: light dark;
          --ground: #f4f6f9; --sheet: #ffffff; --ink: #1c2733; --quiet: #5c6b7a; --line: #dfe5ec;
          --accent: #0a66c2; --accent-ink: #ffffff; --tint: #e8f1fb;
          --good: #1a7f4b; --good-tint: #e3f5ea; --bad: #b3261e; --bad-tint: #fdeceb; --mark: #8a5a00; --mark-tint: #fdf2da;
          --top: #14304f; --top-ink: #ffffff; --top-quiet: #b9cbe0;
        }
        @media (prefers-color-scheme: dark) {
          :root {
            --ground: #11171e; --sheet: #1a222c; --ink: #e6ebf1; --quiet: #98a6b5; --line: #2c3743;
            --accent: #6cb2ff; --accent-ink: #0b1a2a; --tint: #1d2f44;
            --good: #6fd39b; --good-tint: #17352a; --bad: #ff9b93; --bad-tint: #40211f; --mark: #f0c36a; --mark-tint: #3a2f18;
            --top: #0c1a2a;
          }
        }
        * { box-sizing: border-box }
        body {
          margin: 0; background: var(--ground); color: var(--ink);
          font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif;
        }
        .wide { max-width: 76rem; margin: 0 auto; padding: 0 1.25rem }
        a { color: var(--accent); text-decoration-thickness: 1px; text-underline-offset: 3px }
        a:focus-visible, button:focus-visible, input:focus-visible, select:focus-visible, summary:focus-visible {
          outline: 2px solid var(--accent); outline-offset: 2px
        }
        code { font: 0.87em/1.4 ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; overflow-wrap: anywhere }

        .top { background: var(--top); color: var(--top-ink) }
        .top .wide { display: flex; flex-wrap: wrap; align-items: center; gap: 0 1.75rem; min-height: 3.5rem }
        .top a { color: inherit; text-decoration: none }
        .brand { font-weight: 600; white-space: nowrap }
        .brand .mark { background: var(--top-ink); color: var(--top); border-radius: 5px; padding: 1px 6px; margin-right: 0.35rem; font-weight: 700 }
        .top nav { display: flex; flex-wrap: wrap; flex: 1; gap: 0 0.25rem }
        .top nav a { padding: 1rem 0.85rem 0.85rem; color: var(--top-quiet); border-bottom: 3px solid transparent }
        .top nav a:hover { color: var(--top-ink) }
        .top nav a[aria-current] { color: var(--top-ink); border-color: #4da3ff }
        .languages { display: flex; gap: 0.75rem; font-size: 0.85rem; color: var(--top-quiet) }
        .languages [aria-current] { color: var(--top-ink); font-weight: 600 }

        main.wide { padding-top: 1.75rem; padding-bottom: 1rem }
        footer.wide { color: var(--quiet); font-size: 0.85rem; padding-bottom: 2rem }
        .headline { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0.25rem 1.25rem; margin-bottom: 1rem }
        h1 { font-size: 1.65rem; line-height: 1.2; margin: 0; font-weight: 650 }
        h2 { font-size: 1.08rem; margin: 0 0 0.75rem; font-weight: 650 }
        h2.part { margin: 1.75rem 0 0.75rem }
        h3 { font-size: 1rem; margin: 0 0 0.5rem; font-weight: 650 }
        .facts, .path, .lead { margin: 0 }
        .path { font-size: 0.9rem; color: var(--quiet); margin-bottom: 0.35rem }
        .lead { color: var(--quiet); margin-bottom: 1rem; max-width: 60rem }
        .quiet, .empty { color: var(--quiet); font-size: 0.9rem }
        .empty { margin: 0.25rem 0 }
        .number { color: var(--quiet); font-weight: 400; font-variant-numeric: tabular-nums; white-space: nowrap }
        .sum { float: right; color: var(--quiet); font-weight: 400; font-size: 0.9rem }
        .tabs { display: flex; gap: 0.25rem; margin: 0; background: var(--line); border-radius: 8px; padding: 3px }
        .tabs > * { padding: 0.2rem 0.8rem; border-radius: 6px; text-decoration: none; color: var(--ink); font-size: 0.92rem }
        .tabs [aria-current] { background: var(--sheet); font-weight: 600 }

        .card { background: var(--sheet); border: 1px solid var(--line); border-radius: 12px; padding: 1.1rem 1.25rem; margin: 0 0 1.1rem }
        .card > :first-child { margin-top: 0 }
        .card > :last-child { margin-bottom: 0 }
        .card form { margin-top: 1rem }
        .grid { display: grid; grid-template-columns: repeat(auto-fill, minmax(20rem, 1fr)); gap: 1.1rem; margin-bottom: 1.75rem }
        .grid.wide-boxes { grid-template-columns: repeat(auto-fit, minmax(24rem, 1fr)); margin-bottom: 1.1rem }
        .grid .card { margin: 0 }
        .figures { list-style: none; display: grid; grid-template-columns: repeat(auto-fit, minmax(8.5rem, 1fr)); gap: 1.1rem; margin: 0; padding: 0 }
        .figures li { background: var(--sheet); border: 1px solid var(--line); border-radius: 12px; padding: 0.8rem 1.1rem }
        .figures strong { display: block; font-size: 1.7rem; line-height: 1.2; font-weight: 650; font-variant-numeric: tabular-nums }
        .figures span { color: var(--quiet); font-size: 0.88rem }
        .list { list-style: none; margin: 0; padding: 0 }
        .list li { padding: 0.5rem 0; border-top: 1px solid var(--line) }
        .list li:first-child { border-top: 0 }
        .list a { font-weight: 550; display: block }
        .plain { margin: 0; padding-left: 1.1rem }
        .plain li { margin: 0.15rem 0 }

        .scroll { overflow-x: auto; margin: 0 -1.25rem; padding: 0 1.25rem }
        table { border-collapse: collapse; width: 100%; font-size: 0.93rem }
        th, td { text-align: left; vertical-align: top; padding: 0.45rem 0.9rem 0.45rem 0; border-top: 1px solid var(--line) }
        th:last-child, td:last-child { padding-right: 0 }
        thead th { border-top: 0; color: var(--quiet); font-weight: 500; font-size: 0.84rem; white-space: nowrap }
        tbody th { font-weight: 550 }
        .time { white-space: nowrap; font-variant-numeric: tabular-nums }
        .meter { width: 28% }

        .chip { display: inline-block; border-radius: 999px; padding: 0.05rem 0.6rem; font-size: 0.82rem; background: var(--tint); color: var(--ink); white-space: nowrap; font-weight: 500 }
        .chip.good { background: var(--good-tint); color: var(--good) }
        .chip.bad { background: var(--bad-tint); color: var(--bad) }
        .chip.mark { background: var(--mark-tint); color: var(--mark) }
        .banner { border-radius: 10px; padding: 0.7rem 1rem; margin: 0 0 1.1rem }
        .banner.good { background: var(--good-tint); color: var(--good) }
        .banner.bad { background: var(--bad-tint); color: var(--bad) }

        .gauge, .bar { display: block; width: 100%; height: 12px; border-radius: 6px }
        .bar { margin-bottom: 0.6rem }
        .meter .gauge { height: 8px; margin-top: 0.45rem }
        .gauge .rest { fill: var(--line) }
        .gauge.calm .level { fill: #2f9e63 } .gauge.busy .level { fill: #d9920a } .gauge.full .level { fill: #d43a30 }
        p.level { margin: 0 0 0.4rem; color: var(--quiet) }
        p.level strong { font-size: 1.9rem; color: var(--ink); font-variant-numeric: tabular-nums }
        .swatch { width: 0.7em; height: 0.7em; margin-right: 0.5em }

        label { display: block; font-size: 0.88rem; color: var(--quiet) }
        label.check { color: var(--ink); margin-top: 0.7rem; font-size: 0.93rem }
        input:not([type=checkbox]), select {
          display: block; width: 100%; height: 2.4rem; margin-top: 0.2rem; padding: 0 0.6rem; font: inherit; font-size: 0.95rem;
          color: var(--ink); background: var(--ground); border: 1px solid var(--line); border-radius: 8px
        }
        button {
          font: inherit; font-weight: 550; padding: 0.45rem 1.1rem; border-radius: 8px; cursor: pointer;
          border: 1px solid var(--accent); background: var(--accent); color: var(--accent-ink)
        }
        button:hover { filter: brightness(1.08) }
        button.danger { background: transparent; color: var(--bad); border-color: var(--bad) }
        .buttons { margin: 0.9rem 0 0; display: flex; flex-wrap: wrap; align-items: center; gap: 0.5rem 1.1rem }
        .tabs.many { flex-wrap: wrap; display: inline-flex; margin-bottom: 1rem }
        .matrix th[scope=row], .matrix td:first-child { min-width: 15rem }
        .matrix select { min-width: 6.6rem; margin: 0; height: 2.1rem; font-size: 0.88rem; background: var(--sheet) }
        .matrix th, .matrix td { padding: 0.3rem 0.5rem 0.3rem 0; vertical-align: middle }
        .matrix .unset { color: var(--quiet) }
        select.everything, .chip.everything { background: var(--good-tint); color: var(--good) }
        select.some, .chip.some { background: var(--mark-tint); color: var(--mark) }
        select.nothing, .chip.nothing { background: var(--bad-tint); color: var(--bad) }
        select.everything, select.some, select.nothing { font-weight: 550 }
        .chip[title] { cursor: help }
        .inline { display: flex; gap: 0.8rem; margin: 0 0 1rem; max-width: 26rem }
        .inline select { margin: 0 }
        .sticky { position: sticky; bottom: 0; background: var(--ground); padding: 0.8rem 0; margin: 0; border-top: 1px solid var(--line) }
        .filter { display: grid; grid-template-columns: repeat(auto-fit, minmax(11rem, 1fr)); gap: 0.8rem 1.1rem; align-items: end }
        .filter .buttons { margin: 0 }
        form + form { margin-top: 0.8rem }
        .pager { display: flex; gap: 1.25rem; justify-content: center; margin: 1rem 0 0; font-size: 0.93rem }
        .pager .off { color: var(--quiet) }
        details { margin-top: 0.6rem }
        td details { margin-top: 0.15rem; font-size: 0.9rem }
        summary { cursor: pointer; color: var(--accent) }
        .lost { display: none; color: var(--bad) }
        .is-lost .lost { display: inline }
        @media print { .top nav, .languages, form { display: none } .top { background: none; color: inherit } }

        """
}
