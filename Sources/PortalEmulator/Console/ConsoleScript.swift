/// The console's one script: keeps figures, gauges and the log fresh while somebody looks. Without it a reload does.
enum ConsoleScript {
    static let source = """
        "use strict";
        (() => {
          const live = () => document.querySelectorAll("[data-live]");
          if (live().length === 0) return;
          document.documentElement.classList.add("is-live");

          const isInUse = (part) => part.contains(document.activeElement) || part.querySelector("details[open]");

          const refresh = async () => {
            if (document.hidden) return;
            try {
              const answer = await fetch(location.href, { cache: "no-store" });
              if (!answer.ok) throw new Error(String(answer.status));
              const page = new DOMParser().parseFromString(await answer.text(), "text/html");
              for (const part of live()) {
                const next = page.getElementById(part.id);
                if (next && next.innerHTML !== part.innerHTML && !isInUse(part)) part.replaceWith(document.adoptNode(next));
              }
              document.documentElement.classList.remove("is-lost");
            } catch {
              document.documentElement.classList.add("is-lost");
            }
          };
          setInterval(refresh, 2000);
        })();

        """
}
