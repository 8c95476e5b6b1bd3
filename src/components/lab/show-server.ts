/** Shows in the page's choice of server, where there is one, the server that the lab runs on. */
export function showServer(id: string): void {
  const radio = document.querySelector<HTMLInputElement>(
    `[data-server-choice] input[value="${id}"]`,
  );
  if (!radio || radio.checked) return;
  const group = radio.closest("[data-server-choice]");
  const hasFocus = group?.contains(document.activeElement);
  radio.checked = true;
  if (hasFocus) radio.focus();
}
