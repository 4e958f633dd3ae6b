import { list } from '../../parts/words';
import { searchOf, type Filter } from './filter';
import { wordsOf } from './state';

/** A filter that somebody gave a name, and the place where it was used: its link. */
export interface View {
  name: string;
  to: string;
}

/** Where a filter is found again. */
export function placeOf(path: string, filter: Filter): string {
  return `${path}?${searchOf(filter, new URLSearchParams()).toString()}`;
}

/** What one would call it. */
export function nameOf(filter: Filter): string {
  const parts = [
    list(filter.states.map((state) => wordsOf(state).word)),
    filter.text === '' ? '' : `“${filter.text}”`,
    filter.project === '' ? '' : `of ${filter.project}`,
    filter.cluster === '' ? '' : `on ${filter.cluster}`,
  ].filter((part) => part !== '');
  return parts.join(' ');
}

/** With the view added, or under its new name; the newest is the last. */
export function saved(views: View[], view: View): View[] {
  return [...views.filter((one) => one.to !== view.to && one.name !== view.name), view];
}
