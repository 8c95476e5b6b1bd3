import type { ModuleNames } from "#server/program/programs.ts";

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
