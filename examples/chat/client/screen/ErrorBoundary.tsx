import { Component, Fragment, type ReactNode } from "react";

interface State {
  error: Error | undefined;
  /** How often the chat was opened again. */
  round: number;
}

/**
 * Where the screen fails, says so and offers to open it again. The chat behind it goes on: what was
 * written is still sent, and what others write is there when the screen is back.
 */
export class ErrorBoundary extends Component<{ children: ReactNode }, State> {
  override state: State = { error: undefined, round: 0 };

  static getDerivedStateFromError(error: unknown): Partial<State> {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  override render(): ReactNode {
    const { error, round } = this.state;
    if (!error) return <Fragment key={round}>{this.props.children}</Fragment>;
    return (
      <div className="chat-app">
        <div className="welcome">
          <p role="alert">{`The chat stopped working: ${error.message}`}</p>
          <button
            onClick={() =>
              this.setState({ error: undefined, round: round + 1 })
            }
          >
            Open it again
          </button>
        </div>
      </div>
    );
  }
}
