import { useEffect, useRef, type ReactNode } from 'react';

/**
 * A dialog of the browser: it keeps the focus inside, closes on Escape and gives the focus back. A press beside it closes
 * it too.
 */
export function Modal({ className, label, onClose, children }: { className: string; label: string; onClose: () => void; children: ReactNode }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const close = useRef(onClose);
  close.current = onClose;
  useEffect(() => {
    const element = dialog.current;
    if (element === null) return undefined;
    const before = document.activeElement;
    element.showModal();
    const beside = (event: MouseEvent) => {
      if (event.target === element) close.current();
    };
    const cancel = (event: Event) => {
      event.preventDefault();
      close.current();
    };
    element.addEventListener('mousedown', beside);
    element.addEventListener('cancel', cancel);
    return () => {
      element.removeEventListener('mousedown', beside);
      element.removeEventListener('cancel', cancel);
      if (element.open) element.close();
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return (
    <dialog ref={dialog} className={`modal ${className}`} aria-label={label}>
      {children}
    </dialog>
  );
}
