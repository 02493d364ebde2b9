/** Brings the keyboard from another part of the pane into its tree. */
export function focusTree(from: Element): void {
  from.closest('aside')?.querySelector<HTMLElement>('[role="treeitem"][tabindex="0"]')?.focus();
}
