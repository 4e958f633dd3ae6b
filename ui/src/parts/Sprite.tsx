/** The symbols of every page, drawn for Kilter on a grid of 16; generated once from the design's pages. */
const line = { fill: 'none', stroke: 'currentColor', strokeWidth: 1.5, strokeLinecap: 'round', strokeLinejoin: 'round' } as const;

export function Sprite() {
  return (
    <svg className="vh" aria-hidden="true">
      <defs>
        <symbol id="i-activity" viewBox="0 0 16 16"><path d="M1.5 8.5h3l2-5.5 3.2 10 2-4.5h2.8" {...line}/></symbol>
        <symbol id="i-apps" viewBox="0 0 16 16"><path d="M8 1.8l6 3.2-6 3.2L2 5zM2.4 8.2 8 11.2l5.6-3M2.4 11.2l5.6 3 5.6-3" {...line}/></symbol>
        <symbol id="i-back" viewBox="0 0 16 16"><path d="M6 3 2.5 6.5 6 10M2.8 6.5h6.7a4 4 0 0 1 0 8H7" {...line}/></symbol>
        <symbol id="i-bot" viewBox="0 0 16 16"><rect x="3" y="5.5" width="10" height="7.5" rx="2" {...line}/><path d="M8 2.5v3M6.2 9v.8M9.8 9v.8" {...line}/></symbol>
        <symbol id="i-branch" viewBox="0 0 16 16"><circle cx="4" cy="3.6" r="1.7" {...line}/><circle cx="4" cy="12.4" r="1.7" {...line}/><circle cx="12" cy="5" r="1.7" {...line}/><path d="M4 5.5v5M12 6.9c0 2.4-2.6 2.4-5 2.9-1.3.3-2.2.6-2.8 1" {...line}/></symbol>
        <symbol id="i-check" viewBox="0 0 16 16"><path d="M3 8.4l3.2 3.2L13 4.8" {...line}/></symbol>
        <symbol id="i-clock" viewBox="0 0 16 16"><circle cx="8" cy="8" r="6.2" {...line}/><path d="M8 4.6V8l2.3 1.5" {...line}/></symbol>
        <symbol id="i-close" viewBox="0 0 16 16"><path d="M3.8 3.8l8.4 8.4M12.2 3.8l-8.4 8.4" {...line}/></symbol>
        <symbol id="i-commit" viewBox="0 0 16 16"><circle cx="8" cy="8" r="2.6" {...line}/><path d="M1 8h4.2M10.8 8H15" {...line}/></symbol>
        <symbol id="i-copy" viewBox="0 0 16 16"><rect x="5.5" y="5.5" width="8" height="8" rx="1.6" {...line}/><path d="M10.5 3.2c0-.5-.4-.9-.9-.9H3.4c-.6 0-1.1.5-1.1 1.1v6.2c0 .5.4.9.9.9" {...line}/></symbol>
        <symbol id="i-d-api" viewBox="0 0 16 16"><path d="M5.6 2.5c-1.6 0-1.9.8-1.9 2v1.6c0 1-.5 1.7-1.5 1.9 1 .2 1.5.9 1.5 1.9v1.6c0 1.2.3 2 1.9 2M10.4 2.5c1.6 0 1.9.8 1.9 2v1.6c0 1 .5 1.7 1.5 1.9-1 .2-1.5.9-1.5 1.9v1.6c0 1.2-.3 2-1.9 2M7 8h2" {...line}/></symbol>
        <symbol id="i-d-controller" viewBox="0 0 16 16"><path d="M8 1.8l5.4 3.1v6.2L8 14.2l-5.4-3.1V4.9z" {...line}/><circle cx="8" cy="8" r="2" fill="currentColor"/></symbol>
        <symbol id="i-d-git" viewBox="0 0 16 16"><path d="M2 8h3.2M8.8 8H14M11.4 5.2 14.2 8l-2.8 2.8" {...line}/><circle cx="7" cy="8" r="1.9" {...line}/></symbol>
        <symbol id="i-d-hand" viewBox="0 0 16 16"><path d="M10.6 2.6l2.8 2.8L5.6 13.2l-3.5.7.7-3.5zM8.9 4.3l2.8 2.8" {...line}/></symbol>
        <symbol id="i-d-new" viewBox="0 0 16 16"><rect x="2" y="2" width="12" height="12" rx="2.5" fill="none" stroke="currentColor" strokeWidth="1.5" strokeDasharray="2.4 2"/><path d="M8 5.2v5.6M5.2 8h5.6" {...line}/></symbol>
        <symbol id="i-d-prune" viewBox="0 0 16 16"><rect x="2" y="2" width="12" height="12" rx="2.5" fill="currentColor"/><path d="M5 8h6" fill="none" stroke="var(--bg)" strokeWidth="1.7" strokeLinecap="round" strokeLinejoin="round"/></symbol>
        <symbol id="i-degraded" viewBox="0 0 16 16"><path d="M5.1 1h5.8L15 5.1v5.8L10.9 15H5.1L1 10.9V5.1z" fill="currentColor"/><path d="M5.7 5.7l4.6 4.6M10.3 5.7l-4.6 4.6" fill="none" stroke="var(--bg)" strokeWidth="1.7" strokeLinecap="round" strokeLinejoin="round"/></symbol>
        <symbol id="i-diff" viewBox="0 0 16 16"><path d="M8 2.5v6M5 5.5h6M5 12.5h6" {...line}/></symbol>
        <symbol id="i-dl" viewBox="0 0 16 16"><path d="M8 2v8M4.8 7 8 10.2 11.2 7M2.5 13.5h11" {...line}/></symbol>
        <symbol id="i-dot" viewBox="0 0 16 16"><circle cx="8" cy="8" r="6.3" {...line}/></symbol>
        <symbol id="i-down" viewBox="0 0 16 16"><path d="M3.5 6 8 10.5 12.5 6" {...line}/></symbol>
        <symbol id="i-ext" viewBox="0 0 16 16"><path d="M6.2 3H3v10h10V9.8M9 2.8h4.2V7M13 3 7.4 8.6" {...line}/></symbol>
        <symbol id="i-eyeoff" viewBox="0 0 16 16"><path d="M2 8s2.2-4 6-4 6 4 6 4-2.2 4-6 4-6-4-6-4zM3 13 13 3" {...line}/></symbol>
        <symbol id="i-filter" viewBox="0 0 16 16"><path d="M2 4h12M4.2 8h7.6M6.4 12h3.2" {...line}/></symbol>
        <symbol id="i-fit" viewBox="0 0 16 16"><path d="M2.5 6V2.5H6M10 2.5h3.5V6M13.5 10v3.5H10M6 13.5H2.5V10" {...line}/></symbol>
        <symbol id="i-fleet" viewBox="0 0 16 16"><rect x="2" y="2" width="5" height="5" rx="1.2" {...line}/><rect x="9" y="2" width="5" height="5" rx="1.2" {...line}/><rect x="2" y="9" width="5" height="5" rx="1.2" {...line}/><rect x="9" y="9" width="5" height="5" rx="1.2" fill="currentColor"/></symbol>
        <symbol id="i-healthy" viewBox="0 0 16 16"><circle cx="8" cy="8" r="7" fill="currentColor"/><path d="M5 8.2l2.1 2.1L11 6" fill="none" stroke="var(--bg)" strokeWidth="1.7" strokeLinecap="round" strokeLinejoin="round"/></symbol>
        <symbol id="i-hold" viewBox="0 0 16 16"><path d="M5.5 2h5M6.3 2v4.2L4 9.4h8L9.7 6.2V2M8 9.4V14" {...line}/></symbol>
        <symbol id="i-info" viewBox="0 0 16 16"><circle cx="8" cy="8" r="6.3" {...line}/><path d="M8 7.4v3.6" {...line}/><circle cx="8" cy="5" r=".95" fill="currentColor"/></symbol>
        <symbol id="i-key" viewBox="0 0 16 16"><circle cx="5.2" cy="10.8" r="2.9" {...line}/><path d="M7.3 8.7 13.5 2.5M11 5l2 2" {...line}/></symbol>
        <symbol id="i-left" viewBox="0 0 16 16"><path d="M10 3.5 5.5 8 10 12.5" {...line}/></symbol>
        <symbol id="i-link" viewBox="0 0 16 16"><path d="M6.6 9.4 9.4 6.6M7.4 4.6l1.2-1.2a2.8 2.8 0 0 1 4 4l-1.2 1.2M8.6 11.4l-1.2 1.2a2.8 2.8 0 0 1-4-4l1.2-1.2" {...line}/></symbol>
        <symbol id="i-live" viewBox="0 0 16 16"><circle cx="8" cy="8" r="3" fill="currentColor"/><circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" strokeWidth="1.5" opacity=".4"/></symbol>
        <symbol id="i-lock" viewBox="0 0 16 16"><rect x="3" y="7" width="10" height="7" rx="1.6" {...line}/><path d="M5.2 7V5a2.8 2.8 0 0 1 5.6 0v2" {...line}/></symbol>
        <symbol id="i-logo" viewBox="0 0 20 20"><rect x="1.5" y="16.4" width="17" height="2.1" rx="1.05" fill="currentColor"/><rect x="5.6" y="3.2" width="9.4" height="9.4" rx="2.2" transform="rotate(14 10.3 7.9)" fill="var(--accent-solid)"/></symbol>
        <symbol id="i-logs" viewBox="0 0 16 16"><path d="M2.5 3.5h11M2.5 8h7.5M2.5 12.5h9.5" {...line}/></symbol>
        <symbol id="i-minus" viewBox="0 0 16 16"><path d="M3 8h10" {...line}/></symbol>
        <symbol id="i-missing" viewBox="0 0 16 16"><circle cx="8" cy="8" r="6.2" fill="none" stroke="currentColor" strokeWidth="1.7" strokeDasharray="2.6 2.27"/></symbol>
        <symbol id="i-moon" viewBox="0 0 16 16"><path d="M13.2 9.6A5.6 5.6 0 0 1 6.4 2.8 5.6 5.6 0 1 0 13.2 9.6z" {...line}/></symbol>
        <symbol id="i-more" viewBox="0 0 16 16"><circle cx="3.5" cy="8" r="1.3" fill="currentColor"/><circle cx="8" cy="8" r="1.3" fill="currentColor"/><circle cx="12.5" cy="8" r="1.3" fill="currentColor"/></symbol>
        <symbol id="i-none" viewBox="0 0 16 16"><circle cx="8" cy="8" r="6.3" {...line}/></symbol>
        <symbol id="i-outofsync" viewBox="0 0 16 16"><path d="M8 .9 15.1 8 8 15.1.9 8z" fill="currentColor"/><path d="M5.3 6.8h5.4M5.3 9.4h5.4M9.4 4.9l-2.8 6.4" fill="none" stroke="var(--bg)" strokeWidth="1.3" strokeLinecap="round" strokeLinejoin="round"/></symbol>
        <symbol id="i-play" viewBox="0 0 16 16"><path d="M4.5 3l8 5-8 5z" {...line}/></symbol>
        <symbol id="i-plus" viewBox="0 0 16 16"><path d="M8 3v10M3 8h10" {...line}/></symbol>
        <symbol id="i-progressing" viewBox="0 0 16 16"><circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" strokeWidth="2" opacity=".28"/><path d="M8 2a6 6 0 0 1 6 6" fill="none" stroke="currentColor" strokeWidth="2" strokeLinecap="round"/></symbol>
        <symbol id="i-refresh" viewBox="0 0 16 16"><path d="M13.2 8A5.2 5.2 0 1 1 11.5 4.1M13.4 2v3h-3" {...line}/></symbol>
        <symbol id="i-resources" viewBox="0 0 16 16"><circle cx="8" cy="3.5" r="1.9" {...line}/><circle cx="3.6" cy="12" r="1.9" {...line}/><circle cx="12.4" cy="12" r="1.9" {...line}/><path d="M7.1 5.2 4.5 10.3M8.9 5.2l2.6 5.1M5.5 12h5" {...line}/></symbol>
        <symbol id="i-right" viewBox="0 0 16 16"><path d="M6 3.5 10.5 8 6 12.5" {...line}/></symbol>
        <symbol id="i-search" viewBox="0 0 16 16"><circle cx="7" cy="7" r="4.6" {...line}/><path d="M10.5 10.5 14 14" {...line}/></symbol>
        <symbol id="i-settings" viewBox="0 0 16 16"><path d="M2 4.5h7M13 4.5h1M2 11.5h1M7 11.5h7" {...line}/><circle cx="11" cy="4.5" r="1.9" {...line}/><circle cx="5" cy="11.5" r="1.9" {...line}/></symbol>
        <symbol id="i-snap" viewBox="0 0 16 16"><path d="M4.2 11.8 7 9M11.8 4.2 9 7M6 4.6l-.7-2M4.6 6l-2-.7M10 11.4l.7 2M11.4 10l2 .7" {...line}/></symbol>
        <symbol id="i-stale" viewBox="0 0 16 16"><circle cx="8" cy="8" r="6" {...line}/><path d="M8 4.6V8H5.6" {...line}/></symbol>
        <symbol id="i-star" viewBox="0 0 16 16"><path d="M8 2l1.8 3.8 4.2.5-3.1 2.9.8 4.1L8 11.3l-3.7 2 .8-4.1L2 6.3l4.2-.5z" {...line}/></symbol>
        <symbol id="i-stop" viewBox="0 0 16 16"><rect x="3.5" y="3.5" width="9" height="9" rx="1.6" {...line}/></symbol>
        <symbol id="i-sun" viewBox="0 0 16 16"><circle cx="8" cy="8" r="3" {...line}/><path d="M8 1.3v1.4M8 13.3v1.4M1.3 8h1.4M13.3 8h1.4M3.3 3.3l1 1M11.7 11.7l1 1M3.3 12.7l1-1M11.7 4.3l1-1" {...line}/></symbol>
        <symbol id="i-suspended" viewBox="0 0 16 16"><rect x="1.75" y="1.75" width="12.5" height="12.5" rx="3" {...line}/><path d="M6.2 5.5v5M9.8 5.5v5" {...line}/></symbol>
        <symbol id="i-sync" viewBox="0 0 16 16"><path d="M2.8 7A5.3 5.3 0 0 1 12 4.3l1.4 1.4M13.4 2.7v3h-3M13.2 9A5.3 5.3 0 0 1 4 11.7l-1.4-1.4M2.6 13.3v-3h3" {...line}/></symbol>
        <symbol id="i-synced" viewBox="0 0 16 16"><path d="M3 6h10M3 10h10" {...line}/></symbol>
        <symbol id="i-trash" viewBox="0 0 16 16"><path d="M3 4.5h10M6.5 4.5v-2h3v2M4.5 4.5l.6 9h5.8l.6-9" {...line}/></symbol>
        <symbol id="i-unknown" viewBox="0 0 16 16"><circle cx="8" cy="8" r="6.4" {...line}/><path d="M6.2 6.3A1.85 1.85 0 0 1 8 4.9c1 0 1.8.7 1.8 1.6 0 1.2-1.8 1.3-1.8 2.5" {...line}/><circle cx="8" cy="11.2" r=".9" fill="currentColor"/></symbol>
        <symbol id="i-user" viewBox="0 0 16 16"><circle cx="8" cy="5.4" r="2.6" {...line}/><path d="M3 13.5c.6-2.6 2.5-4 5-4s4.4 1.4 5 4" {...line}/></symbol>
        <symbol id="i-warn" viewBox="0 0 16 16"><path d="M8 2.2 14.4 13.4H1.6zM8 6.6v3" {...line}/><circle cx="8" cy="11.5" r=".85" fill="currentColor"/></symbol>
      </defs>
    </svg>
  );
}
