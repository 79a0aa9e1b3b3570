/** Who uses the keyboard can scroll what is wider than the window, too. */
export function reachScrollers(): void {
  const boxes = document.querySelectorAll<HTMLElement>(
    'main pre, main .scroll, main .picture, mjx-container[display="true"], mjx-container.wide',
  );
  boxes.forEach((box) => {
    if (box.scrollWidth > box.clientWidth + 1) box.tabIndex = 0;
    else box.removeAttribute('tabindex');
  });
}
