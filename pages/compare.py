"""Two to six countries or blocs side by side: where they differ, how often they agree, and in whose words."""

import streamlit as st

from dashboard.ui import compare, compare_agreement
from dashboard.ui.data import statements
from dashboard.ui.door import enter_by_the_front_door
from dashboard.ui.filters import current_filters

enter_by_the_front_door()
st.title("Compare")
table, filters = statements(), current_filters()
sides = compare.choose(table, filters)
if len(sides) < 2:
    compare.show_invitation(table, filters, sides)
    st.stop()
view = compare.view_of(sides, table, filters)
compare.show_extent(view)
if not view.common:
    compare.show_nothing_common(view)
    st.stop()
compare.show_gaps(view)
compare.show_quotes(view)
compare_agreement.show_agreement(view)
if len(sides) == 2:
    compare_agreement.show_pair(view)
