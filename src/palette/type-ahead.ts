import { hasMod } from '../ui/keys.ts';
import { closePalette, typeIntoPalette } from './door.ts';

/**
 * Keys pressed between opening the palette and its being there are typed into it and reach nothing else: no field of the page behind it, no command. Starts to
 * listen; what it gives back ends that.
 */
export function keepTypedAhead(): () => void {
  const press = (event: KeyboardEvent) => {
    if (event.isComposing || hasMod(event) || event.altKey) return;
    if (event.key === 'Escape') closePalette();
    else if (event.key === 'Backspace') typeIntoPalette((text) => text.slice(0, -1));
    else if ([...event.key].length === 1) typeIntoPalette((text) => text + event.key);
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  window.addEventListener('keydown', press, true);
  return () => window.removeEventListener('keydown', press, true);
}
