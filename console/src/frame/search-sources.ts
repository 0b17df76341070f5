import { type Section } from '../section';

/** One record that the search box found. `href` is a path of the console, without its base. */
export interface Hit {
  id: string;
  title: string;
  detail?: string;
  href: string;
}

/** Where the search box looks: the sections that can find and that this account may open. */
export function searchSources(sections: Section[]) {
  return sections.flatMap(({ label, find }) => (find ? [{ label, find }] : []));
}
