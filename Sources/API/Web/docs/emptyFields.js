// Swagger UI fills form fields with examples, and sends them: a trial would find nothing but digits. With this plugin
// optional fields start empty, and what is empty is not sent.

export function emptyFields({ React }) {
    return {
        wrapComponents: {
            JsonSchemaForm: (Form) => field(React, Form),
            // The box "Send empty value": no option may be empty here.
            ParameterIncludeEmpty: () => () => null,
        },
    };
}

function field(React, Form) {
    return function EmptyField(props) {
        // Only fields of a form ask for a first value.
        const startsEmpty = props.dispatchInitialValue && !props.required;
        React.useEffect(() => {
            if (startsEmpty) props.onChange("");
        }, []);
        return React.createElement(Form, startsEmpty ? { ...props, dispatchInitialValue: false } : props);
    };
}
