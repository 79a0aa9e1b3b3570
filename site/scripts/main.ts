import { followSections, unfoldBesideText } from './contents';
import { addCopyButton } from './copy';
import { addFilmButton } from './films';
import { unfoldForPrint } from './print';
import { addReadButton, showProgress } from './progress';
import { reachScrollers } from './scrollers';
import { setUpSearch } from './search';
import { setUpTheme } from './theme';

/** What every page does, beyond being read. */
function all<T extends HTMLElement>(selector: string): NodeListOf<T> {
  return document.querySelectorAll<T>(selector);
}

all<HTMLButtonElement>('[data-theme-switch]').forEach(setUpTheme);
all<HTMLButtonElement>('[data-search]').forEach(setUpSearch);
all('.contents .sections').forEach(followSections);
all<HTMLDetailsElement>('.contents details').forEach(unfoldBesideText);
all('.code').forEach(addCopyButton);
all('.film').forEach(addFilmButton);
all('.lesson-end').forEach(addReadButton);
showProgress();

addEventListener('beforeprint', unfoldForPrint);
addEventListener('load', reachScrollers);
addEventListener('resize', reachScrollers);
document.addEventListener('toggle', reachScrollers, true);
