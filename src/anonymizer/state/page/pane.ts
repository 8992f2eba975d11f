/** The panes, of which small windows show one. */
export type PaneName = 'elements' | 'image' | 'files';
