import "./copy-button.css";

interface Props {
  code: string;
  /** What it does. */
  label?: string;
}

/**
 * Copies code, as the button on any other block of code does. It stands in something `copyable`.
 * Of the page, `followCopyButtons` lets it copy, whether it was drawn by the build or by React.
 */
export const CopyButton = ({ code, label = "Copy to clipboard" }: Props) => (
  <div className="copy-code">
    <span role="status" />
    <button type="button" title={label} data-copy={code} />
  </div>
);
