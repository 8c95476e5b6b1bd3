import { TICK } from "#server/program/add-ticks.ts";
import { LOAD, type ModuleNames } from "#server/program/programs.ts";

/** Name of the clients' program, in its stack traces too. */
export const CLIENT_FILE = "client.jsx";

/** Names of what a call on a socket tells its line by, of what compiled JSX calls, and of what takes the exports. */
export const AT = "__at";
export const CREATE = "__h";
export const FRAGMENT = "__Fragment";
export const EXPORTS = "__exports";

/** What a compiled client is handed, in this order. */
export const HANDED = [LOAD, TICK, AT, CREATE, FRAGMENT, EXPORTS] as const;

/** What a client.jsx may import, by module. Names are checked, so that a slip is told before it runs. */
export const CLIENT_MODULES: ModuleNames = {
  react: [
    "Component",
    "Fragment",
    "createContext",
    "createElement",
    "default",
    "memo",
    "startTransition",
    "use",
    "useCallback",
    "useContext",
    "useDeferredValue",
    "useEffect",
    "useEffectEvent",
    "useId",
    "useLayoutEffect",
    "useMemo",
    "useReducer",
    "useRef",
    "useState",
    "useSyncExternalStore",
    "useTransition",
  ],
  "#screen": ["Log", "MessageForm", "Said", "useLines"],
};
