/** What the API says of a sending domain, as far as specs look at it. */
export interface DomainShown {
  id: string;
  record_name: string;
  record: string;
  findings: FindingShown[];
}

export interface FindingShown {
  code: string;
  state: string;
  message: string;
  record: { type: string; name: string; value: string } | null;
}
