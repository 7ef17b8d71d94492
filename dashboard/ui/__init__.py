"""The parts a page is put together from: filters, the matrix, evidence, downloads, empty states.

Besides the entry file and the pages this is the only package that imports Streamlit.
"""
