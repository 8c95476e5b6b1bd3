import { Component, Fragment, type ReactNode } from "react";
import "./error-boundary.css";

interface Props {
  /** What stopped, as the beginning of a sentence: "The diagram stopped working". */
  title: string;
  children: ReactNode;
}

interface State {
  error: Error | undefined;
  /** How often it was opened again. */
  round: number;
}

/**
 * Keeps an error in one part of the page from taking the rest with it: in the part's place it says
 * what happened, and offers to open the part again. What a lab has heard and done is no part's own,
 * and goes on meanwhile.
 */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = { error: undefined, round: 0 };

  static getDerivedStateFromError(error: unknown): Partial<State> {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  readonly #openAgain = (): void =>
    this.setState(({ round }) => ({ error: undefined, round: round + 1 }));

  override render(): ReactNode {
    const { error, round } = this.state;
    const { title, children } = this.props;
    if (!error) return <Fragment key={round}>{children}</Fragment>;
    return (
      <div className="stopped" role="alert">
        <p>{`${title}: ${error.message}`}</p>
        <button type="button" onClick={this.#openAgain}>
          Open it again
        </button>
      </div>
    );
  }
}
